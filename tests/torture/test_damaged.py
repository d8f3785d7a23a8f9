"""Flipped bytes in the files of a release: `verify` names each file."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from courseatlas import releases
from courseatlas.errors import AtlasError
from tests.torture.publications import OLD, publish
from tests.torture.tally import Tally, tries

SEED = 15


def test_each_flipped_byte_of_a_release_is_named(
    tmp_path: Path, tally: Callable[[str], Tally]
) -> None:
    told, chance = tally("release: a flipped byte"), random.Random(SEED)
    folder = publish(tmp_path, OLD)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole, name = file.read_bytes(), file.relative_to(folder).as_posix()
        for _ in range(tries(2, 200) if whole else 0):
            position, mask = chance.randrange(len(whole)), 1 << chance.randrange(8)
            flipped = bytes([whole[position] ^ mask])
            file.write_bytes(whole[:position] + flipped + whole[position + 1 :])
            told.tries += 1
            try:
                problems = releases.verify(folder)
            except AtlasError as e:
                problems = [str(e)]
            if not any(name in problem for problem in problems):
                told.corrupt.append(f"{name}, byte {position}: {problems}")
        file.write_bytes(whole)
    assert releases.verify(folder) == []
    shutil.rmtree(folder)
