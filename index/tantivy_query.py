"""Queries of the embedded engine: what was typed and the filters, in tantivy's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Occur

from index.analysis import LEVELS, level_term
from index.query import FACETS
from index.ranking import Ranking
from index.typed import Chunk, Typed

KEYS = ("by_score", "by_date", "by_severity")


def schema() -> Any:
    """The fields of the index. ``words`` and facets hold whole values, ``letters`` has positions for phrases."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("letters", stored=False, tokenizer_name="whitespace", index_option="position")
    builder.add_bytes_field("stored", stored=True)
    for name in FACETS:
        builder.add_text_field(name, stored=False, fast=True, tokenizer_name="raw", index_option="basic")
    for name in KEYS:
        builder.add_integer_field(name, stored=False, indexed=True, fast=True)
    return builder.build()


class Queries:
    """Builds queries over one schema."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    def word(self, word: str) -> Any:
        """Clues that hold a word."""
        return self._constant(tantivy.Query.term_query(self._schema, "words", word, "basic"), 0)

    def row(self, row: str, weight: int = 0) -> Any:
        """Clues in which these letters stand in a row."""
        if len(row) == 1:
            return self._constant(tantivy.Query.term_query(self._schema, "letters", row, "basic"), weight)
        return self._constant(tantivy.Query.phrase_query(self._schema, "letters", list(row)), weight)

    def matching(self, typed: Typed, filters: Mapping[str, Sequence[str]], ranking: Ranking | None = None) -> Any:
        """Clues that answer; with a ranking, scored by it."""
        parts = [(Occur.Must, self._chunk(chunk, ranking)) for chunk in typed.chunks]
        parts += [(Occur.Must, self.row(phrase.letters, ranking.rows[phrase.letters] if ranking else 0)) for phrase in typed.phrases]
        parts += [(Occur.MustNot, self.row(row)) for row in typed.excluded]
        for name, values in filters.items():
            parts.append((Occur.Must, self._constant(tantivy.Query.term_set_query(self._schema, name, list(values)), 0)))
        if all(occur == Occur.MustNot for occur, _ in parts):
            parts.append((Occur.Must, self._constant(tantivy.Query.all_query(), 0)))
        if ranking is not None:
            parts += [
                (Occur.Should, self._level(word, level, weight)) for word, weight in ranking.words.items() for level in range(1, LEVELS + 1)
            ]
        return tantivy.Query.boolean_query(parts)

    def below(self, query: Any, key: str, bound: int) -> Any:
        """Those of ``query`` that come after a sort key."""
        bounded = tantivy.Query.range_query(self._schema, key, tantivy.FieldType.Integer, upper_bound=bound, include_upper=False)
        return tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, bounded)])

    def _chunk(self, chunk: Chunk, ranking: Ranking | None) -> Any:
        row = self.row(chunk.letters, ranking.rows[chunk.letters] if ranking else 0)
        if not chunk.atoms:
            return row
        atoms = [(Occur.Should, self.word(atom)) for atom in chunk.atoms]
        enough = self._constant(tantivy.Query.boolean_query(atoms, minimum_number_should_match=chunk.need), 0)
        return tantivy.Query.boolean_query([(Occur.Should, enough), (Occur.Should, row)])

    def _level(self, word: str, level: int, weight: int) -> Any:
        return self._constant(tantivy.Query.term_query(self._schema, "words", level_term(word, level), "basic"), weight * level)

    def _constant(self, query: Any, weight: int) -> Any:
        return tantivy.Query.const_score_query(query, float(weight))
