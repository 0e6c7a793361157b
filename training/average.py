"""Average two runs, the second of which went on from the first: `python -m training.average A B --share 0.3 --out C`.

The mean of the weights is often better than either end of the way between them (Wortsman et al. 2022, "Robust
fine-tuning of zero-shot models"): it keeps what the first run knew and takes some of what the second one learned.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Write the average as a run that `training.export` reads."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("first", type=Path)
    ap.add_argument("second", type=Path)
    ap.add_argument("--share", type=float, default=0.3, help="of the second run (0 to 1)")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    a, b = (torch.load(run / "model.pt", map_location="cpu") for run in (args.first, args.second))
    args.out.mkdir(parents=True, exist_ok=True)
    both = a.keys() & b.keys()  # what does not ship is missing in a run that was restored
    print(f"left out: {', '.join(sorted(a.keys() ^ b.keys())) or 'nothing'}")
    torch.save({name: torch.lerp(a[name], b[name], args.share) for name in sorted(both)}, args.out / "model.pt")
    shutil.copy(args.second / "labels.json", args.out)
    (args.out / "train.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()}))


if __name__ == "__main__":
    main()
