"""How the shipped model is made: prepare, train, export, evaluate, card."""
