#!/usr/bin/env bash
# Trains the model from the corpora: train.sh DATA_DIR WORK_DIR MODEL [MINUTES]
#
# DATA_DIR holds the corpora as doc/model_format.md lists them. Debian packages:
# tools/install.sh train. Two rounds of the same: two networks annotate raw
# text, the first goes on with it, and the average of it before and after is
# the first network of the next round. Time on one core: ten minutes for the
# word vectors, MINUTES (60) for each of four runs, ten for the silver text.
set -euo pipefail
data=$1 work=$2 model=$3 minutes=${4:-60}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# One thread: two fight over the memory bus and win a fifth at most. jemalloc
# keeps large blocks mapped, which is worth a quarter of the time.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 LD_PRELOAD=libjemalloc.so.2
export MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1

train() {  # NAME SEED [more flags]
  mkdir -p "$work/$1"
  [[ -e $work/first/vectors.vec && $1 != first ]] &&
    cp "$work/first/vectors.vec" "$work/$1/"
  /usr/bin/python3 "$here/train.py" --data "$data" --work "$work/$1" \
    --minutes "$minutes" --seed "$2" "${@:3}"
}

# round SHARE BEFORE AFTER SEED: AFTER/average.pt is the result.
round() {
  mkdir -p "$work/$3"
  /usr/bin/python3 "$here/teach.py" --data "$data" \
    --words 2600000 --out "$work/$3/silver.pickle" \
    "$2" "$work/second/model.pt"
  train "$3" "$4" --init "$2" --silver "$work/$3/silver.pickle" --rate 0.0016
  /usr/bin/python3 "$here/average.py" --share "$1" \
    --out "$work/$3/average.pt" "$work/$3/model.pt" "$2"
}

train first 1
train second 2
round 0.8 "$work/first/model.pt" student 3
round 0.5 "$work/student/average.pt" graduate 5
/usr/bin/python3 "$here/export.py" --data "$data" --out "$model" \
  --checkpoint "$work/graduate/average.pt"
