"""Averages the weights of a network and of the one that it went on from.

    average.py --share 0.8 --out average.pt NEW.pt OLD.pt

Both lie in one basin of the loss, where the mean of the weights is better
than either (model soups, Wortsman et al. 2022, arXiv:2203.05482). Only
networks of one line (train.py --init) can be averaged so.
"""

import argparse

import torch


FIXED = ("vectors", "may_not_follow")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--share", type=float, default=0.8)
    parser.add_argument("--out", required=True)
    parser.add_argument("new")
    parser.add_argument("old")
    args = parser.parse_args()
    new = torch.load(args.new, map_location="cpu")
    old = torch.load(args.old, map_location="cpu")
    if new["words"] != old["words"] or new["labels"] != old["labels"]:
        raise ValueError("the networks know other words or labels")
    for name, weight in new["state"].items():
        if name not in FIXED and weight.dtype.is_floating_point:
            weight.lerp_(old["state"][name], 1 - args.share)
    new["args"]["averaged"] = args.share
    torch.save(new, args.out)


if __name__ == "__main__":
    main()
