"""Short texts about invented countries that the tests of this folder share."""

DENIAL = "The Velorian government denied that it had armed the raiders, the minister said on Tuesday."
QUOTED = "“We never armed them,” the minister’s café guest said – and that was that, the Karsundian paper wrote."
