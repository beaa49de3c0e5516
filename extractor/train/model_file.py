"""Writes the model file; doc/model_format.md describes it byte by byte."""

import struct

import numpy as np
import xxhash

MAGIC = b"WEFTMODL"
VERSION = 1
ALIGNMENT = 64
_TYPES = {"bytes": 0, "int8": 1, "float32": 2, "uint32": 3}
_HEADER = struct.Struct("<8sIIQQ")    # magic, version, count, size, checksum
_ENTRY = struct.Struct("<32sI3IQQQ")  # name, type, shape, offset, length, sum


class Writer:
    def __init__(self):
        self._sections = []

    def add_bytes(self, name, content):
        self._add(name, "bytes", (len(content), 0, 0), content)

    def add_array(self, name, array):
        shape = tuple(array.shape) + (0,) * (3 - array.ndim)
        array = np.ascontiguousarray(array)
        self._add(name, str(array.dtype), shape, array.tobytes())

    def add_strings(self, name, strings):
        """NAME.ends: end offset of each string in NAME.text."""
        encoded = [s.encode() for s in strings]
        ends = np.cumsum([len(e) for e in encoded], dtype=np.uint32)
        self.add_array(name + ".ends", ends.astype(np.uint32))
        self.add_bytes(name + ".text", b"".join(encoded))

    def add_matrix(self, name, matrix):
        """int8 rows, each with a scale: weight = entry * scale."""
        matrix = np.asarray(matrix, dtype=np.float32)
        peak = np.abs(matrix).max(axis=1)
        scale = np.where(peak > 0, peak / 127, 1).astype(np.float32)
        rounded = np.rint(matrix / scale[:, None])
        self.add_array(name, rounded.astype(np.int8))
        self.add_array(name + ".scale", scale)

    def write(self, path):
        offset = _align(_HEADER.size + _ENTRY.size * len(self._sections))
        table, body = b"", b""
        start = offset
        for name, kind, shape, content in self._sections:
            table += _ENTRY.pack(name, _TYPES[kind], *shape, offset,
                                 len(content), _sum(content))
            body += content + b"\0" * (_align(len(content)) - len(content))
            offset = start + len(body)
        header = _HEADER.pack(MAGIC, VERSION, len(self._sections), offset,
                              _sum(table))
        with open(path, "wb") as out:
            out.write(header + table)
            out.write(b"\0" * (start - len(header) - len(table)))
            out.write(body)
        return offset

    def _add(self, name, kind, shape, content):
        encoded = name.encode()
        assert len(encoded) < 32, name
        self._sections.append((encoded, kind, shape, content))


def _align(size):
    return -(-size // ALIGNMENT) * ALIGNMENT


def _sum(content):
    return xxhash.xxh64(content).intdigest()
