"""City and county (市、区县) of an agency or a place, as far as their names say."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHAR = r"(?:(?![省市县区旗盟镇乡村路街])[\u4e00-\u9fa5])"
_HEAD = re.compile(
    rf"^(?:国家税务总局)?(?:{_CHAR}{{2,6}}(?:省|自治区))?"
    rf"(?:(?P<city>{_CHAR}{{2,6}}(?:市(?!场)|自治州|地区|盟))(?!监督))?"
    rf"(?P<county>{_CHAR}{{1,4}}(?:区|县|旗|市(?!场))|{_CHAR}{{2,8}}自治[县旗])?"
)
# 区 that are no districts of a city
_NO_DISTRICT = re.compile(
    r"(?:开发|经开|高新|自贸|园|工业|集中|社|小|景|矿|库|厂|校|新|港|保税|示范|试验|实验|林|牧|灌|辖|地|片|商务|商业|住宅|保护|度假|服务)区$"
)


@dataclass(frozen=True, slots=True)
class District:
    """``city`` and ``county`` (or district of a city); None where the name does not say."""

    city: str | None
    county: str | None

    def outside(self, agency: District) -> bool:
        """Whether this place certainly lies outside of an agency's district: another county, or a district of another city."""
        if agency.county is None:
            return bool(agency.city and self.city and self.county and agency.city not in (self.city, self.county))
        if self.county is None or self.county == agency.county or self.city == agency.county:
            return False
        return self.city is not None or self.county[-1] == agency.county[-1]


def district_of(name: str) -> District:
    """The district a name begins with."""
    match = _HEAD.match("".join(name.split()))
    city, county = (match["city"], match["county"]) if match else (None, None)
    return District(city, None if county and _NO_DISTRICT.search(county) else county)
