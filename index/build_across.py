"""Making clues of what several dossiers or complaints show together. Pure functions, no clock."""

from __future__ import annotations

from index.build_case import clue_id
from index.clue import Clue, Quote
from nlp.across.finding import AcrossFinding
from nlp.procedure.rules import rules

_POINTS = {"fatal": 60.0, "major": 40.0, "minor": 20.0, "info": 10.0}
_NAMED = 2  # sides in the title


def clue_of_across(finding: AcrossFinding) -> Clue:
    """The clue of a finding. Hints are clues here: a supervisor looks at them, nobody is accused."""
    rule = rules().get(finding.rule)
    name = rule.name_zh if rule else finding.rule
    names = tuple(dict.fromkeys(side.name for side in finding.sides))
    more = f"等{len(names)}份" if len(names) > _NAMED else ""
    score = round(_POINTS[finding.severity] * finding.confidence, 2)
    evidence = [one for side in finding.sides for one in side.evidence]
    return Clue(
        id=clue_id("across", finding.id),
        subject="across",
        channel="dossier" if any(side.kind == "dossier" for side in finding.sides) else "complaint",
        source_id=finding.id,
        title=f"{name}：{'、'.join(f'“{one}”' for one in names[:_NAMED])}{more}",
        summary=finding.message,
        severity=finding.severity,
        score=score,
        score_parts=(("跨案卷比对", score),),
        issues=(finding.rule,),
        issue_names=(name,),
        categories=(rule.category,) if rule else (),
        quotes=tuple(dict.fromkeys(Quote(one.quote, one.page) for one in evidence if one.quote)),
        laws=tuple(dict.fromkeys(f"《{basis.law}》{basis.article}" for basis in finding.law)),
        agency=finding.agency,
        agency_type=finding.department,
        region=finding.region,
        party=finding.party,
        amount=finding.amount,
        occurred_on=finding.on,
        body="\n".join(dict.fromkeys((*names, *(one.label for one in evidence)))),
    )
