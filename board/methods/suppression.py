"""Which sums may be given out so that no group of few can be worked out from all of them together.

A value that is hidden for being of few is given away by a total less the other parts, so that a
second one has to be hidden (complementary suppression: Cox 1980, "Suppression methodology and
statistical disclosure control", JASA 75; Hundepool et al. 2012, "Statistical Disclosure Control",
ch. 4). Here for any number of tables: what is out cuts those who answered into classes, which no
sum that is out tells apart (Chin and Özsoyoglu 1981, "Statistical database design", ACM TODS 6).
Of each hidden group it is shown that it may have said something else: by an exchange of answers
between two of one class, or between four whose classes stand in as many of each sum on either side
(a move of Diaconis and Sturmfels 1998, "Algebraic algorithms for sampling from conditional
distributions", Ann. Statist. 26), which leaves every sum that is out as it is. So neither adding
and taking away nor a linear program pins the group. What sums of sums give of a group is given of
whole classes, so that each few classes that no such exchange changes together are one as well.
"""

from collections.abc import Iterable, Sequence

import numpy as np

Blocks = Sequence[int] | np.ndarray
MOST_CLASSES = 500  # of which pairs are looked at
TRIES = 100  # exchanges looked at for a class


class Classes:
    """The classes into which sums that are out cut blocks, which are the finest parts of any sum.

    `size` and `count`: of each block how many answered, and how many of them what is counted.
    `mark`: of each block the values of the sums that are out and hold it, added up, so that blocks
    of one mark are of one class; 0 where it is in none. `uniform`: whether a sum that is out, and
    counts all or none, holds it. `hidden`: groups that must not be known, an array of blocks each,
    filled up with -1; each class of fewer than `least` is one, too.
    """

    def __init__(
        self,
        size: np.ndarray,
        count: np.ndarray,
        least: int,
        hidden: np.ndarray,
        mark: np.ndarray,
        uniform: np.ndarray,
    ):
        self.size, self.count, self.least = size, count, least
        self.mark, self.uniform = mark.astype(np.uint64), uniform
        small = self._small_classes(self.mark, mark != 0, max(hidden.shape[1], least))
        wide = np.full((len(hidden), small.shape[1]), -1)
        wide[:, : hidden.shape[1]] = hidden
        self._hidden = np.unique(np.vstack([wide, small]), axis=0)
        self._divides = self._dividing(self._hidden, self.mark, uniform)
        self._exchange = np.full((len(self._hidden), 4), -1)
        rest = np.flatnonzero(~self._divides)
        self._exchange[rest] = self._exchanges(self._hidden[rest], self.mark)
        # What was known before anything is asked is not hidden any more.
        kept = self._divides | (self._exchange[:, 0] >= 0)
        self._hidden, self._divides = self._hidden[kept], self._divides[kept]
        self._exchange = self._exchange[kept]
        self._known: list[set[int]] = []  # the blocks of several classes, known before too
        while len(together := self._neutral(self.mark, uniform, self._exchange)):
            exchange = self._exchanges(together, self.mark)
            lost = exchange[:, 0] < 0
            self._known += [{*row[row >= 0].tolist()} for row in together[lost]]
            self._add(together[~lost], exchange[~lost])

    def release(self, blocks: Blocks, value: int) -> bool:
        """Whether the sum over `blocks` may be given out; it then is, under a random `value`."""
        inside = np.zeros(len(self.size), dtype=bool)
        inside[blocks] = True
        mark = self.mark + inside * np.uint64(value)
        is_all = self.count[inside].sum() in (0, self.size[inside].sum())
        uniform = self.uniform | inside if is_all else self.uniform
        touched = np.isin(self.mark, np.unique(self.mark[inside]))
        small = self._small_classes(mark, touched & (mark != 0), self._hidden.shape[1])
        hidden = np.vstack([self._hidden, small])
        divides = np.concatenate([self._divides, np.zeros(len(small), dtype=bool)])
        near = (np.append(touched, False)[hidden]).any(axis=1)
        divides[near] = self._dividing(hidden[near], mark, uniform)
        exchange = np.vstack([self._exchange, np.full((len(small), 4), -1)])
        moved = np.where(exchange >= 0, inside[exchange], 0)
        even = moved[:, 0] + moved[:, 1] == moved[:, 2] + moved[:, 3]
        exchange[~even] = -1
        lost = np.flatnonzero(~divides & (exchange[:, 0] < 0))
        exchange[lost] = self._exchanges(hidden[lost], mark)
        if (exchange[lost, 0] < 0).any():
            return False
        before = self._hidden, self._divides, self._exchange
        self._hidden, self._divides, self._exchange = hidden, divides, exchange
        if len(small) or len(lost) or not even.all():
            while len(together := self._neutral(mark, uniform, self._exchange)):
                exchange = self._exchanges(together, mark)
                if (exchange[:, 0] < 0).any():
                    self._hidden, self._divides, self._exchange = before
                    return False
                self._add(together, exchange)
        self.mark, self.uniform = mark, uniform
        return True

    def _add(self, hidden: np.ndarray, exchange: np.ndarray) -> None:
        self._hidden = np.vstack([self._hidden, hidden])
        self._divides = np.append(self._divides, np.zeros(len(hidden), dtype=bool))
        self._exchange = np.vstack([self._exchange, exchange])

    def _neutral(self, mark: np.ndarray, uniform: np.ndarray, exchange: np.ndarray) -> np.ndarray:
        """The blocks of each two to four classes, together of fewer than `least`, in which no
        exchange changes how many are counted though it does in each class alone; the fewest."""
        marks, of_block = np.unique(mark, return_inverse=True)
        size = np.bincount(of_block, weights=self.size)
        moves = np.unique(exchange[exchange[:, 0] >= 0], axis=0)
        drawn = np.random.default_rng(0).integers(1, 2**63, len(moves), dtype=np.uint64)
        value = np.zeros(len(marks), dtype=np.uint64)
        for place, of_move in enumerate((drawn, drawn, -drawn, -drawn)):
            np.add.at(value, of_block[moves[:, place]], of_move)
        is_small = (size < self.least - 1) & (marks != 0) & (value != 0)
        is_small[of_block[uniform]] = False
        classes = np.flatnonzero(is_small)
        first, second = np.triu_indices(len(classes))  # a class with itself stands for itself alone
        is_pair = first != second
        of_size = size[classes][first] + np.where(is_pair, size[classes][second], 0)
        keep = of_size < self.least
        halves = np.stack([classes[first], classes[second]], axis=1)[keep]
        is_pair, of_size = is_pair[keep], of_size[keep]
        of_half = value[halves[:, 0]] + np.where(is_pair, value[halves[:, 1]], 0).astype(np.uint64)
        order = np.argsort(of_half)
        starts, ends = (
            np.searchsorted(of_half[order], -of_half, side) for side in ("left", "right")
        )
        found: dict[frozenset[int], set[int]] = {}
        for half in np.flatnonzero(ends > starts):
            for other in order[starts[half] : ends[half]]:
                of = frozenset(halves[half].tolist()) | frozenset(halves[other].tolist())
                of_all = is_pair[half] + is_pair[other] + 2
                if len(of) == of_all and of_size[half] + of_size[other] < self.least:
                    found[of] = {*np.flatnonzero(np.isin(of_block, [*of])).tolist()}
        new = {of: at for of, at in found.items() if not any(known <= at for known in self._known)}
        fewest = min(map(len, new), default=0)  # what these then have exchanges for, more may have
        rows = [sorted(at) for of, at in new.items() if len(of) == fewest]
        return filled_up(rows, self._hidden.shape[1])

    def _small_classes(self, mark: np.ndarray, among: np.ndarray, width: int) -> np.ndarray:
        """The blocks of each class of fewer than `least`, of the blocks `among`."""
        at = np.flatnonzero(among)
        _, of = np.unique(mark[at], return_inverse=True)
        at = at[np.bincount(of, weights=self.size[at])[of] < self.least] if len(at) else at
        at = at[np.argsort(mark[at], kind="stable")]
        return filled_up(np.split(at, np.flatnonzero(np.diff(mark[at])) + 1), width)

    def _dividing(self, hidden: np.ndarray, mark: np.ndarray, uniform: np.ndarray) -> np.ndarray:
        """Of each hidden group whether it divides a class that did not all say the same, or one
        that no sum holds, or whether what it says is known from a sum of all or none."""
        _, of_block = np.unique(mark, return_inverse=True)
        size = np.bincount(of_block, weights=self.size)
        count = np.bincount(of_block, weights=self.count)
        divided = (count > 0) & (count < size)
        is_block = hidden >= 0
        of = np.where(is_block, of_block[hidden], -1)
        mine = np.where(is_block, self.size[hidden], 0)
        free = (is_block & (mark[hidden] == 0)).any(axis=1)
        made = free | (uniform[hidden] | ~is_block).all(axis=1)
        for place in range(hidden.shape[1]):
            held = ((of == of[:, [place]]) * mine).sum(axis=1)
            made |= is_block[:, place] & divided[of[:, place]] & (held < size[of[:, place]])
        return made

    def _exchanges(self, hidden: np.ndarray, mark: np.ndarray) -> np.ndarray:
        """Of each hidden group four blocks, the first of them its own alone: one of the first two
        and one of the last two each may say the other's answer; -1 where none is found."""
        made = np.full((len(hidden), 4), -1)
        if not len(hidden):
            return made
        marks, of_block = np.unique(mark, return_inverse=True)
        for able, other in (
            (self.count > 0, self.count < self.size),
            (self.count < self.size, self.count > 0),
        ):
            rest = np.flatnonzero(made[:, 0] < 0)
            mine = np.unique(hidden[rest])
            wanted = np.unique(of_block[mine[(mine >= 0) & np.append(able, False)[mine]]])
            found = _moves(marks, wanted, *(_first_of(of_block, of) for of in (able, other)))
            for row in rest:
                group = [block for block in hidden[row] if block >= 0]
                classes = {int(of_block[block]) for block in group}
                for block in group:
                    moves = found.get(int(of_block[block]), []) if able[block] else []
                    fit = next((move for move in moves if classes.isdisjoint(move[3:])), None)
                    if fit:
                        made[row] = (block, *fit[:3])
                        break
        return made


def _first_of(of_block: np.ndarray, able: np.ndarray) -> dict[int, int]:
    """Of each class of which a block is `able`, the first such block."""
    at = np.flatnonzero(able)
    classes, first = np.unique(of_block[at], return_index=True)
    return dict(zip(classes.tolist(), at[first].tolist(), strict=True))


def _moves(
    marks: np.ndarray, wanted: np.ndarray, able: dict[int, int], other: dict[int, int]
) -> dict[int, list[tuple[int, ...]]]:
    """Of each class wanted the other three blocks, then classes, of exchanges: one class that is
    `able`, and two that are the `other`, which together hold each sum as often as both of these."""
    ables, others = (np.array([*of][:MOST_CLASSES], dtype=np.int64) for of in (able, other))
    first, second = np.triu_indices(len(others), 1)
    sums = marks[others[first]] + marks[others[second]]
    order = np.argsort(sums)
    sums = sums[order]
    asked = marks[wanted][:, None] + marks[ables][None, :]
    starts, ends = (np.searchsorted(sums, asked, side) for side in ("left", "right"))
    found: dict[int, list[tuple[int, ...]]] = {int(mine): [] for mine in wanted}
    for row, column in zip(*np.nonzero(ends > starts), strict=True):
        mine, with_it, of = int(wanted[row]), int(ables[column]), found[int(wanted[row])]
        for pair in order[starts[row, column] : ends[row, column]]:
            two = int(others[first[pair]]), int(others[second[pair]])
            if len({mine, with_it, *two}) == len(two) * 2 and len(of) < TRIES:
                of.append((able[with_it], other[two[0]], other[two[1]], with_it, *two))
    return found


def filled_up(groups: Iterable[Blocks], width: int) -> np.ndarray:
    """Groups of at most `width` blocks as an array, a row each, filled up with -1."""
    rows = [row for row in groups if len(row)]
    made = np.full((len(rows), width), -1)
    for place, row in enumerate(rows):
        made[place, : len(row)] = row
    return made


def shown(cells: Sequence[Blocks], size: Sequence[int], least: int) -> list[bool]:
    """Of cells of one table, each an array of its parts, whether it may be shown beside the others,
    whatever is counted: what is hidden of a larger cell is together of enough, and the smallest is
    hidden with what is of few; one of nobody is shown."""
    sizes = np.asarray(size, dtype=np.int64)
    n = [int(sizes[list(cell)].sum()) for cell in cells]
    part, may = np.zeros(len(sizes), dtype=np.int64), [of == 0 for of in n]  # 0: in no cell shown
    for place in sorted(range(len(cells)), key=lambda place: (-n[place], place)):
        if n[place] >= least:
            finer = part * 2
            finer[list(cells[place])] += 1
            finer = np.unique(np.append(finer, 0), return_inverse=True)[1][:-1]
            of = np.bincount(finer, weights=sizes)[1:]
            may[place] = not ((of > 0) & (of < least)).any()
            part = finer if may[place] else part
    return may
