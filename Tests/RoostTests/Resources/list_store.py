#!/usr/bin/env python3
"""Lists every live key of a closed Roost store, one JSON line each: list_store.py FOLDER

Reads LevelDB's files and Roost's formats by itself, from their descriptions and with the standard library only, so
that it can check both. Any structure or encoding that is wrong ends it with an exception; checksums are not looked at.
"""
import json
import os
import struct
import sys
import uuid

class Reader:
    """Takes bytes from the front; `mask` complements what is taken."""

    def __init__(self, data):
        self.data, self.at, self.mask = data, 0, 0

    def left(self):
        return len(self.data) - self.at

    def take(self, count):
        assert 0 <= count <= self.left(), "truncated"
        self.at += count
        taken = self.data[self.at - count:self.at]
        return bytes(byte ^ 0xFF for byte in taken) if self.mask else taken

    def byte(self):
        return self.take(1)[0]

    def big(self, count):
        return int.from_bytes(self.take(count), "big")

    def little(self, count):
        return int.from_bytes(self.take(count), "little")

    def varint(self):  # LevelDB's: 7 bits a byte, least significant first
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def slice(self):
        return self.take(self.varint())

    def uvarint(self):  # Roost's: ordered like the number
        first = self.byte()
        if first < 0xF0:
            return first
        if first < 0xF8:
            return 240 + 256 * (first - 0xF0) + self.byte()
        if first == 0xF8:
            return 2288 + self.big(2)
        count, smallest = {0xF9: (3, 67824), 0xFA: (4, 1 << 24), 0xFB: (8, 1 << 32)}[first]
        value = self.big(count)
        assert value >= smallest, "over-long number"
        return value

# LevelDB

def log_records(data):
    """The records of a log or manifest; an incomplete one at the end was never committed."""
    record = b""
    at = 0
    while at + 7 <= len(data):
        room = 32768 - at % 32768
        if room < 7:
            at += room
            continue
        length, kind = struct.unpack_from("<HB", data, at + 4)
        if kind == 0 and length == 0:
            at += room
            continue
        part = data[at + 7:at + 7 + length]
        if len(part) < length:
            return
        record = part if kind in (1, 2) else record + part  # 1 whole, 2 first, 3 middle, 4 last
        if kind in (1, 4):
            yield record
        at += 7 + length

def live_files(folder):
    """The numbers of the current version's tables, and of the logs not in them: from the first on, and the second."""
    with open(os.path.join(folder, "CURRENT")) as file:
        manifest = file.read().strip()
    with open(os.path.join(folder, manifest), "rb") as file:
        edits = [Reader(record) for record in log_records(file.read())]
    tables, log, previous = set(), 0, 0
    for edit in edits:
        while edit.left():
            tag = edit.varint()
            if tag == 1:
                assert edit.slice() == b"leveldb.BytewiseComparator"
            elif tag == 2:
                log = edit.varint()
            elif tag == 5:
                edit.varint(), edit.slice()
            elif tag == 6:
                tables.discard((edit.varint(), edit.varint()))
            elif tag == 7:
                tables.add((edit.varint(), edit.varint()))
                edit.varint(), edit.slice(), edit.slice()
            elif tag == 9:
                previous = edit.varint()
            else:
                assert tag in (3, 4), "manifest tag %d" % tag
                edit.varint()
    return [number for _, number in sorted(tables)], log, previous

def unsnappy(data):
    source = Reader(data)
    length, out = source.varint(), bytearray()
    while source.left():
        tag = source.byte()
        if tag & 3 == 0:
            count = tag >> 2
            out += source.take((source.little(count - 59) if count >= 60 else count) + 1)
            continue
        if tag & 3 == 1:
            count, offset = (tag >> 2 & 7) + 4, tag >> 5 << 8 | source.byte()
        else:
            count, offset = (tag >> 2) + 1, source.little(2 if tag & 3 == 2 else 4)
        assert 0 < offset <= len(out), "Snappy offset"
        for _ in range(count):
            out.append(out[-offset])
    assert len(out) == length, "Snappy length"
    return bytes(out)

def block(data, offset, size):
    """The entries of a table's block."""
    content = data[offset:offset + size]
    if data[offset + size] == 1:
        content = unsnappy(content)
    restarts = struct.unpack_from("<I", content, len(content) - 4)[0]
    entries, key = Reader(content[:len(content) - 4 * restarts - 4]), b""
    while entries.left():
        shared, unshared, length = entries.varint(), entries.varint(), entries.varint()
        key = key[:shared] + entries.take(unshared)
        yield key, entries.take(length)

def table_entries(data):
    footer = Reader(data[-48:])
    assert data[-8:] == bytes.fromhex("57fb808b247547db"), "table magic"
    footer.varint(), footer.varint()
    for _, handle in block(data, footer.varint(), footer.varint()):
        handle = Reader(handle)
        for key, value in block(data, handle.varint(), handle.varint()):
            trailer = int.from_bytes(key[-8:], "little")
            yield key[:-8], trailer >> 8, value if trailer & 0xFF else None

def log_entries(data):
    for batch in map(Reader, log_records(data)):
        sequence, count = batch.little(8), batch.little(4)
        for position in range(count):
            kind, key = batch.byte(), batch.slice()
            yield key, sequence + position, batch.slice() if kind else None

def read_store(folder):
    """The live keys and values, in order."""
    tables, log, previous = live_files(folder)
    newest = {}
    for name in os.listdir(folder):
        stem, kind = os.path.splitext(name)
        is_log = kind == ".log" and (int(stem) >= log or int(stem) == previous)
        if not is_log and not (kind in (".ldb", ".sst") and int(stem) in tables):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        for key, sequence, value in log_entries(data) if is_log else table_entries(data):
            if key not in newest or newest[key][0] < sequence:
                newest[key] = (sequence, value)
    return [(key, value) for key, (_, value) in sorted(newest.items()) if value is not None]

# Roost

def text(key):
    out = bytearray()
    while True:
        byte = key.byte()
        if byte == 0:
            byte = key.byte()
            if byte == 1:
                return bytes(out)
            assert byte == 0xFF, "lone zero"
            byte = 0
        out.append(byte)

def number(key):
    bits = key.big(8)
    bits = bits ^ 1 << 63 if bits >> 63 else bits ^ (1 << 64) - 1
    value = struct.unpack(">d", bits.to_bytes(8, "big"))[0]
    assert value == value and bits != 1 << 63, "no number"
    return value if abs(value) != float("inf") else str(value)

def decimal(key):
    """Plain text, such as -12.5: JSON has no numbers of so many digits for everyone."""
    sign = key.byte()
    assert sign in (0x7F, 0x80, 0x81), "sign %02x" % sign
    if sign == 0x80:
        return "0"
    flip = 0xFF if sign == 0x7F else 0
    exponent = ((key.byte() ^ flip) << 8 | key.byte() ^ flip) - 32768
    digits = ""
    while (pair := key.byte() ^ flip) != 0:
        assert pair <= 100, "no digits"
        digits += "%02d" % (pair - 1)
    assert digits[:1] != "0" and digits[-2:] != "00", "zeros around the digits"
    digits = digits.rstrip("0")
    whole = digits[:max(0, exponent)].ljust(exponent, "0") or "0"
    rest = "0" * -exponent + digits[max(0, exponent):]
    return "-" * (sign == 0x7F) + whole + ("." + rest if digits[max(0, exponent):] else "")

def component(key, descending=False):
    key.mask = 0xFF if descending else 0
    kind, value = kind_and_value(key)
    key.mask = 0
    return {"type": kind, "value": value, **({"descending": True} if descending else {})}

def kind_and_value(key):
    tag = key.byte()
    if tag == 0x02:
        return "null", None
    if tag in (0x04, 0x05):
        return "bool", tag == 0x05
    if 0x0C <= tag <= 0x1C:
        count = abs(tag - 0x14)
        value = key.big(count) - (256 ** count - 1 if tag < 0x14 else 0)
        assert count == 0 or abs(value) >= 256 ** (count - 1), "over-long integer"
        return "integer", value
    if tag == 0x24:
        return "decimal", decimal(key)
    if tag in (0x21, 0x28):
        return "double" if tag == 0x21 else "date", number(key)
    if tag == 0x30:
        return "uuid", str(uuid.UUID(bytes=key.take(16)))
    if tag == 0x40:
        return "data", text(key).hex()
    if tag in (0x44, 0x46):
        return "string" if tag == 0x44 else "folded", text(key).decode()
    assert tag == 0x50, "component tag %02x" % tag
    parts = []
    while key.data[key.at] != key.mask:
        parts.append(dict(zip(("type", "value"), kind_and_value(key))))
    key.byte()
    return "tuple", parts

def record(value):
    """A record's envelope and, unless it is in overflow chunks, its JSON."""
    head = Reader(value)
    first, more = head.byte(), head.byte()
    assert first >> 4 == 1 and first & 8 == 0 and more == 0, "record format"
    row = {"schemaVersion": head.uvarint(), "revision": head.uvarint()}
    if first & 2:
        row["expiry"] = head.big(8)
    row["compressed"], row["overflow"] = first & 1 == 1, first & 4 == 4
    if row["overflow"]:
        row["length"], row["chunks"], row["crc32c"] = head.uvarint(), head.uvarint(), head.big(4)
    else:
        payload = head.take(head.left())
        row["json"] = json.loads(unsnappy(payload) if row["compressed"] else payload)
    assert head.left() == 0, "trailing bytes"
    return row

def system_row(index, key, value):
    content = Reader(value)
    if index == 1:
        assert content.byte() == 1, "header format"
        return {"header": {"storeId": str(uuid.UUID(bytes=content.take(16))), "epoch": content.big(8),
                           "clean": content.byte() == 1}}
    if index == 2 and not key.left():
        return {"catalog": {"version": content.uvarint(), "nextTableId": content.uvarint()}}
    if index == 2:
        name = component(key)
        form, table = content.byte(), json.loads(content.take(content.left()))
        several = any("eachPart" in definition for definition in table["indexes"])
        assert form == (2 if several else 1), "catalog format"
        return {"components": [name], "catalogTable": table}
    if index == 4:
        row = {"ofTable": key.uvarint(), "ofIndex": key.uvarint(), "kind": key.byte()}
        if row["ofTable"] == 0 or row["kind"] == 3:
            row["value"] = content.big(8)
        else:
            row["lanes"] = [struct.unpack("<q", content.take(8))[0] for _ in range(content.left() // 8)]
        assert content.left() == 0, "trailing bytes in a counter"
        return {"counter": row}
    return {"rest": key.take(key.left()).hex(), "value": value.hex()}

def index_row(definition, key, value):
    """Components by the catalog, then the primary key unless a unique index keeps it in the value."""
    components = [component(key, part.get("descending", False)) for part in definition["parts"]]
    row = {"indexName": definition["name"], "components": components}
    holder = key
    if definition["kind"] == "unique" and all(part["type"] != "null" for part in components):
        holder = Reader(value)
    row["primaryKey"] = component(holder)
    return {**row, "value": value.hex()}

def row(key_bytes, value, indexes):
    key = Reader(key_bytes)
    table, index = key.uvarint(), key.uvarint()
    if table == 0:
        content = system_row(index, key, value)
    elif index == 1:
        content = {"components": [component(key)], "record": record(value)}
    elif index == 2:
        content = {"components": [component(key)], "chunk": key.big(2), "revision": Reader(value).big(8)}
    elif index == 3:
        content = {"expiry": key.big(8), "components": [component(key)]}
    elif (table, index) in indexes:
        content = index_row(indexes[table, index], key, value)
    else:  # dropped, and not removed yet
        content = {"rest": key.take(key.left()).hex(), "value": value.hex()}
    assert key.left() == 0, "trailing bytes in key %s" % key_bytes.hex()
    return {"key": key_bytes.hex(), "bytes": len(key_bytes) + len(value), "table": table, "index": index, **content}

def main(folder):
    entries, indexes = read_store(folder), {}
    for key, value in entries:
        line = row(key, value, indexes)
        if "catalogTable" in line:  # the catalog's table 0 sorts before all others
            for definition in line["catalogTable"]["indexes"]:
                indexes[line["catalogTable"]["id"], definition["id"]] = definition
        print(json.dumps(line))

if __name__ == "__main__":
    main(sys.argv[1])
