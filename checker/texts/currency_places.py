"""Which of the currencies of one name or sign is meant, by the countries that a text names: Sony sold it for ¥86bn.

Only where the text names the country of one of them and of none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from checker.texts.money import countries_of

_PLACES = {
    "JPY": "Japan(?:ese|['’]s)?|Tokyo|Osaka|Kyoto|Nagoya|Yokohama|Fukuoka|Sapporo|Hiroshima|Nikkei|Topix|Sony|Toyota"
    "|Honda|Nissan|Nintendo|Panasonic|Mitsubishi|Mitsui|Sumitomo|SoftBank|Softbank|Nomura|Nippon|Hitachi|Toshiba"
    "|Uniqlo|Rakuten|Mazda|Subaru|Suzuki|Yamaha|Olympus|Shiseido|Takeda|Kirin|Asahi|Tepco|Mizuho|Seven & i",
    "CNY": "China|Chinese|Beijing|Shanghai|Shenzhen|Guangzhou|Chongqing|Wuhan|Hangzhou|Chengdu|yuan|renminbi|RMB|Huawei"
    "|Alibaba|Tencent|BYD|Baidu|Xiaomi|Evergrande|Geely|Lenovo|JD\\.com|Sinopec|PetroChina|Hong Kong|Taiwan(?:ese)?",
    "INR": "Indian?|Delhi|Mumbai|Bengaluru|Bangalore|Chennai|Kolkata|Hyderabad|Kerala|Gujarat|Bihar|Punjab|Tata"
    "|Maharashtra|Rajasthan|Assam|Karnataka|Adani|Infosys|Modi|Sensex",
    "PKR": "Pakistani?|Islamabad|Karachi|Lahore|Peshawar|Quetta|Punjab|Sindh|Balochistan",
    "LKR": "Sri Lankan?s?|Colombo|Kandy|Jaffna",
    "NPR": "Nepal(?:ese|i)?|Kathmandu|Pokhara",
    "MUR": "Mauriti(?:us|ans?)",
    "SCR": "Seychell(?:es|ois)",
    "KES": "Nairobi|Mombasa|Kisumu|Nakuru",
    "TZS": "Tanzanians?|Tanzania|Dodoma|Dar es Salaam|Zanzibar|Arusha",
    "UGX": "Ugandans?|Uganda|Kampala|Entebbe",
    "SOS": "Somalis?|Somalia|Mogadishu",
    "NOK": "Norwegians?|Norway|Oslo|Bergen|Equinor",
    "DKK": "Danish|Denmark|Danes?|Copenhagen|Aarhus|Maersk|Novo Nordisk|Greenland",
    "SEK": "Swedish|Sweden|Swedes?|Stockholm|Gothenburg|Malmö|Ericsson|Volvo|Ikea",
    "ISK": "Iceland(?:ic|ers?)?|Reykjavik|Reykjavík",
    "CZK": "Czechs?|Czechia|Prague|Brno|Skoda|Škoda",
    "XOF": "Ivory Coast|Ivorians?|Côte d['’]Ivoire|Abidjan|Senegal(?:ese)?|Dakar|Malians?|Mali|Bamako|Burkina Faso"
    "|Burkinab[eè]|Ouagadougou|Niamey|Togo(?:lese)?|Lomé|Benin(?:ese)?|Cotonou|Guinea-Bissau",
    "XAF": "Cameroon(?:ian)?s?|Yaoundé|Douala|Gabon(?:ese)?|Libreville|Chad(?:ian)?s?|N['’]Djamena|Brazzaville"
    "|Central African Republic|Bangui|Equatorial Guinea",
    "MXN": "Mexic(?:o|ans?)|Monterrey|Guadalajara|Chiapas|Oaxaca|Pemex",
    "PHP": "Philippines?|Filipin[oa]s?|Manila|Cebu|Davao|Luzon|Mindanao|Marcos",
    "COP": "Colombians?|Colombia|Bogot[aá]|Medell[ií]n|Cali",
    "ARS": "Argentin(?:a|ian|ine)s?|Buenos Aires|Rosario|Córdoba|Milei",
    "CLP": "Chilean?s?|Santiago|Valparaíso|Codelco",
    "DOP": "Dominicans?|Santo Domingo",
    "UYU": "Uruguayans?|Uruguay|Montevideo",
    "CUP": "Cubans?|Cuba|Havana",
    "KRW": "South Koreans?|South Korea|Seoul|Busan|Incheon|Samsung|Hyundai|Kospi|LG",
    "KPW": "North Koreans?|North Korea|Pyongyang",
    "ZMW": "Zambians?|Zambia|Lusaka|Kitwe|Copperbelt",
    "MWK": "Malawians?|Malawi|Lilongwe|Blantyre",
    "IQD": "Iraqis?|Iraq|Baghdad|Basra|Mosul|Erbil",
    "KWD": "Kuwaitis?|Kuwait",
    "JOD": "Jordanians?|Jordan|Amman",
    "BHD": "Bahrainis?|Bahrain|Manama",
    "TND": "Tunisians?|Tunisia|Tunis|Sfax",
    "DZD": "Algerians?|Algeria|Algiers|Oran",
    "LYD": "Libyans?|Libya|Tripoli|Benghazi",
    "RSD": "Serbians?|Serbs?|Serbia|Belgrade|Novi Sad",
    "AED": "Emiratis?|Emirates|UAE|Dubai|Abu Dhabi|Sharjah",
    "MAD": "Moroccans?|Morocco|Rabat|Casablanca|Marrakesh",
    "SAR": "Saudis?|Saudi Arabian?|Riyadh|Jeddah|Mecca|Aramco",
    "QAR": "Qataris?|Qatar|Doha",
    "OMR": "Omanis?|Oman|Muscat",
    "IRR": "Iranians?|Iran|Tehran|Isfahan|Mashhad",
    "YER": "Yemenis?|Yemen|Sanaa|Aden",
    "RUB": "Russians?|Russia|Moscow|St Petersburg|Kremlin|Gazprom|Sberbank|Rosneft",
    "BYN": "Belarus(?:ians?)?|Minsk",
    "RON": "Romanians?|Romania|Bucharest|Cluj",
    "MDL": "Moldovans?|Moldova|Chisinau|Chișinău",
    "AZN": "Azerbaijanis?|Azerbaijan|Azeris?|Baku",
    "TMT": "Turkmens?|Turkmenistan|Ashgabat",
    "KGS": "Kyrgyz(?:stan)?|Bishkek|Osh|Batken",
    "UZS": "Uzbeks?|Uzbekistan|Tashkent|Samarkand",
    "PGK": "Papua New Guinea(?:ns?)?|Port Moresby",
    "CHF": "Swiss|Switzerland|Zurich|Geneva|Basel|Bern",
    "CDF": "Congolese|Congo|Kinshasa|Goma",
    "RWF": "Rwandans?|Rwanda|Kigali",
    "BIF": "Burundians?|Burundi|Bujumbura",
    "DJF": "Djibouti(?:ans?)?",
    "GNF": "Conakry|Guinea(?:ns?)?(?!-)",
    "EGP": "Egypt(?:ians?)?|Cairo|Alexandria|Giza|Luxor|Aswan|Sinai|Suez",
    "LBP": "Leban(?:on|ese)|Beirut|Sidon|Hezbollah",
    "SYP": "Syria(?:ns?)?|Damascus|Aleppo|Homs|Idlib|Latakia",
    "SDG": "(?<!South )Sudan(?:ese)?|Khartoum|Omdurman|Darfur|Port Sudan",
    "SSP": "South Sudan(?:ese)?|Juba|Malakal",
    "GBP": "Brit(?:ain|ish|ons?)|U\\.?K\\.?|England|English|London|Scotland|Scottish|Wales|Welsh|Ulster|Belfast"
    "|Northern Ireland",
    "KMF": "Comor(?:os|ians?)",
}
"""How the country of a currency, or what is of it, is named, beside the adjectives of its currency's names."""


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    places = _PLACES.get(code)
    adjectives = [name.title() for name in countries_of(code)]
    named = [
        *adjectives,
        *(f"{name}s" for name in adjectives),
        *(name[:-1] for name in adjectives if name[-2:] == "an"),
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join((places, *named))})(?!\w)") if places else None


def codes_of_places(text: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the currencies whose country a text names."""
    return tuple(code for code in codes if (pattern := _pattern(code)) is not None and pattern.search(text))


_POUNDS = ("GBP", "EGP", "LBP", "SYP", "SDG", "SSP")


def pounds_of(*texts: str) -> tuple[str, ...]:
    """The pound of the country, or the pounds of the countries, that the first of the texts names which names any.

    Two pounds for a loaf in Cairo. Where no country is named it may be any of them.
    """
    return next((named for text in texts if (named := codes_of_places(text, _POUNDS))), _POUNDS)


def narrowed(codes: tuple[str, ...], *texts: str) -> tuple[str, ...]:
    """The one currency that is meant, where the first of the texts that names any country names that of one alone."""
    for text in texts:
        if named := codes_of_places(text, codes):
            return named if len(named) == 1 else codes
    return codes
