#include "io/countries.h"

#include <QHash>

namespace marz::io {

namespace {

struct Country
{
    const char16_t *alpha3;
    const char16_t *alpha2;
    int numeric;
    const char16_t *names; ///< as lists and spreadsheets write it, separated by |
};

/// ISO 3166-1 (codes and names of Debian's iso-codes), with usual short names and those of the region in its scripts.
constexpr Country countries[] = {
    {u"ABW", u"AW", 533, u"Aruba"},
    {u"AFG", u"AF", 4, u"Afghanistan|Афганистан|Афғонистон|افغانستان"},
    {u"AGO", u"AO", 24, u"Angola"}, {u"AIA", u"AI", 660, u"Anguilla"},
    {u"ALA", u"AX", 248, u"Åland Islands"}, {u"ALB", u"AL", 8, u"Albania"},
    {u"AND", u"AD", 20, u"Andorra"}, {u"ARE", u"AE", 784, u"United Arab Emirates"},
    {u"ARG", u"AR", 32, u"Argentina"}, {u"ARM", u"AM", 51, u"Armenia"},
    {u"ASM", u"AS", 16, u"American Samoa"}, {u"ATA", u"AQ", 10, u"Antarctica"},
    {u"ATF", u"TF", 260, u"French Southern Territories"},
    {u"ATG", u"AG", 28, u"Antigua and Barbuda"}, {u"AUS", u"AU", 36, u"Australia"},
    {u"AUT", u"AT", 40, u"Austria"}, {u"AZE", u"AZ", 31, u"Azerbaijan"},
    {u"BDI", u"BI", 108, u"Burundi"}, {u"BEL", u"BE", 56, u"Belgium"},
    {u"BEN", u"BJ", 204, u"Benin"}, {u"BES", u"BQ", 535, u"Bonaire, Sint Eustatius and Saba"},
    {u"BFA", u"BF", 854, u"Burkina Faso"}, {u"BGD", u"BD", 50, u"Bangladesh"},
    {u"BGR", u"BG", 100, u"Bulgaria"}, {u"BHR", u"BH", 48, u"Bahrain"},
    {u"BHS", u"BS", 44, u"Bahamas"}, {u"BIH", u"BA", 70, u"Bosnia and Herzegovina"},
    {u"BLM", u"BL", 652, u"Saint Barthélemy"}, {u"BLR", u"BY", 112, u"Belarus"},
    {u"BLZ", u"BZ", 84, u"Belize"}, {u"BMU", u"BM", 60, u"Bermuda"},
    {u"BOL", u"BO", 68, u"Bolivia|Bolivia, Plurinational State of"}, {u"BRA", u"BR", 76, u"Brazil"},
    {u"BRB", u"BB", 52, u"Barbados"}, {u"BRN", u"BN", 96, u"Brunei Darussalam|Brunei"},
    {u"BTN", u"BT", 64, u"Bhutan"}, {u"BVT", u"BV", 74, u"Bouvet Island"},
    {u"BWA", u"BW", 72, u"Botswana"}, {u"CAF", u"CF", 140, u"Central African Republic"},
    {u"CAN", u"CA", 124, u"Canada"}, {u"CCK", u"CC", 166, u"Cocos (Keeling) Islands"},
    {u"CHE", u"CH", 756, u"Switzerland"}, {u"CHL", u"CL", 152, u"Chile"},
    {u"CHN", u"CN", 156, u"China|Китай|PRC"}, {u"CIV", u"CI", 384, u"Côte d'Ivoire|Ivory Coast"},
    {u"CMR", u"CM", 120, u"Cameroon"},
    {u"COD", u"CD", 180, u"Congo, The Democratic Republic of the|DR Congo|Democratic Republic of Congo"},
    {u"COG", u"CG", 178, u"Congo"}, {u"COK", u"CK", 184, u"Cook Islands"},
    {u"COL", u"CO", 170, u"Colombia"}, {u"COM", u"KM", 174, u"Comoros"},
    {u"CPV", u"CV", 132, u"Cabo Verde|Cape Verde"}, {u"CRI", u"CR", 188, u"Costa Rica"},
    {u"CUB", u"CU", 192, u"Cuba"}, {u"CUW", u"CW", 531, u"Curaçao"},
    {u"CXR", u"CX", 162, u"Christmas Island"}, {u"CYM", u"KY", 136, u"Cayman Islands"},
    {u"CYP", u"CY", 196, u"Cyprus"}, {u"CZE", u"CZ", 203, u"Czechia|Czech Republic"},
    {u"DEU", u"DE", 276, u"Germany"}, {u"DJI", u"DJ", 262, u"Djibouti"},
    {u"DMA", u"DM", 212, u"Dominica"}, {u"DNK", u"DK", 208, u"Denmark"},
    {u"DOM", u"DO", 214, u"Dominican Republic"}, {u"DZA", u"DZ", 12, u"Algeria"},
    {u"ECU", u"EC", 218, u"Ecuador"}, {u"EGY", u"EG", 818, u"Egypt"},
    {u"ERI", u"ER", 232, u"Eritrea"}, {u"ESH", u"EH", 732, u"Western Sahara"},
    {u"ESP", u"ES", 724, u"Spain"}, {u"EST", u"EE", 233, u"Estonia"},
    {u"ETH", u"ET", 231, u"Ethiopia"}, {u"FIN", u"FI", 246, u"Finland"},
    {u"FJI", u"FJ", 242, u"Fiji"}, {u"FLK", u"FK", 238, u"Falkland Islands (Malvinas)"},
    {u"FRA", u"FR", 250, u"France"}, {u"FRO", u"FO", 234, u"Faroe Islands"},
    {u"FSM", u"FM", 583, u"Micronesia|Micronesia, Federated States of"},
    {u"GAB", u"GA", 266, u"Gabon"}, {u"GBR", u"GB", 826, u"United Kingdom|UK|Britain"},
    {u"GEO", u"GE", 268, u"Georgia"}, {u"GGY", u"GG", 831, u"Guernsey"},
    {u"GHA", u"GH", 288, u"Ghana"}, {u"GIB", u"GI", 292, u"Gibraltar"},
    {u"GIN", u"GN", 324, u"Guinea"}, {u"GLP", u"GP", 312, u"Guadeloupe"},
    {u"GMB", u"GM", 270, u"Gambia"}, {u"GNB", u"GW", 624, u"Guinea-Bissau"},
    {u"GNQ", u"GQ", 226, u"Equatorial Guinea"}, {u"GRC", u"GR", 300, u"Greece"},
    {u"GRD", u"GD", 308, u"Grenada"}, {u"GRL", u"GL", 304, u"Greenland"},
    {u"GTM", u"GT", 320, u"Guatemala"}, {u"GUF", u"GF", 254, u"French Guiana"},
    {u"GUM", u"GU", 316, u"Guam"}, {u"GUY", u"GY", 328, u"Guyana"},
    {u"HKG", u"HK", 344, u"Hong Kong"}, {u"HMD", u"HM", 334, u"Heard Island and McDonald Islands"},
    {u"HND", u"HN", 340, u"Honduras"}, {u"HRV", u"HR", 191, u"Croatia"},
    {u"HTI", u"HT", 332, u"Haiti"}, {u"HUN", u"HU", 348, u"Hungary"},
    {u"IDN", u"ID", 360, u"Indonesia"}, {u"IMN", u"IM", 833, u"Isle of Man"},
    {u"IND", u"IN", 356, u"India"}, {u"IOT", u"IO", 86, u"British Indian Ocean Territory"},
    {u"IRL", u"IE", 372, u"Ireland"}, {u"IRN", u"IR", 364, u"Iran|Iran, Islamic Republic of|Иран"},
    {u"IRQ", u"IQ", 368, u"Iraq"}, {u"ISL", u"IS", 352, u"Iceland"},
    {u"ISR", u"IL", 376, u"Israel"}, {u"ITA", u"IT", 380, u"Italy"},
    {u"JAM", u"JM", 388, u"Jamaica"}, {u"JEY", u"JE", 832, u"Jersey"},
    {u"JOR", u"JO", 400, u"Jordan"}, {u"JPN", u"JP", 392, u"Japan"},
    {u"KAZ", u"KZ", 398, u"Kazakhstan|Казахстан"}, {u"KEN", u"KE", 404, u"Kenya"},
    {u"KGZ", u"KG", 417, u"Kyrgyzstan|Kirghizia|Kyrgyz Republic|Кыргызстан|Киргизия"},
    {u"KHM", u"KH", 116, u"Cambodia"}, {u"KIR", u"KI", 296, u"Kiribati"},
    {u"KNA", u"KN", 659, u"Saint Kitts and Nevis"},
    {u"KOR", u"KR", 410, u"South Korea|Korea, Republic of"}, {u"KWT", u"KW", 414, u"Kuwait"},
    {u"LAO", u"LA", 418, u"Laos|Lao People's Democratic Republic"},
    {u"LBN", u"LB", 422, u"Lebanon"}, {u"LBR", u"LR", 430, u"Liberia"},
    {u"LBY", u"LY", 434, u"Libya"}, {u"LCA", u"LC", 662, u"Saint Lucia"},
    {u"LIE", u"LI", 438, u"Liechtenstein"}, {u"LKA", u"LK", 144, u"Sri Lanka"},
    {u"LSO", u"LS", 426, u"Lesotho"}, {u"LTU", u"LT", 440, u"Lithuania"},
    {u"LUX", u"LU", 442, u"Luxembourg"}, {u"LVA", u"LV", 428, u"Latvia"},
    {u"MAC", u"MO", 446, u"Macao"}, {u"MAF", u"MF", 663, u"Saint Martin (French part)"},
    {u"MAR", u"MA", 504, u"Morocco"}, {u"MCO", u"MC", 492, u"Monaco"},
    {u"MDA", u"MD", 498, u"Moldova|Moldova, Republic of"}, {u"MDG", u"MG", 450, u"Madagascar"},
    {u"MDV", u"MV", 462, u"Maldives"}, {u"MEX", u"MX", 484, u"Mexico"},
    {u"MHL", u"MH", 584, u"Marshall Islands"}, {u"MKD", u"MK", 807, u"North Macedonia|Macedonia"},
    {u"MLI", u"ML", 466, u"Mali"}, {u"MLT", u"MT", 470, u"Malta"},
    {u"MMR", u"MM", 104, u"Myanmar|Burma"}, {u"MNE", u"ME", 499, u"Montenegro"},
    {u"MNG", u"MN", 496, u"Mongolia"}, {u"MNP", u"MP", 580, u"Northern Mariana Islands"},
    {u"MOZ", u"MZ", 508, u"Mozambique"}, {u"MRT", u"MR", 478, u"Mauritania"},
    {u"MSR", u"MS", 500, u"Montserrat"}, {u"MTQ", u"MQ", 474, u"Martinique"},
    {u"MUS", u"MU", 480, u"Mauritius"}, {u"MWI", u"MW", 454, u"Malawi"},
    {u"MYS", u"MY", 458, u"Malaysia"}, {u"MYT", u"YT", 175, u"Mayotte"},
    {u"NAM", u"NA", 516, u"Namibia"}, {u"NCL", u"NC", 540, u"New Caledonia"},
    {u"NER", u"NE", 562, u"Niger"}, {u"NFK", u"NF", 574, u"Norfolk Island"},
    {u"NGA", u"NG", 566, u"Nigeria"}, {u"NIC", u"NI", 558, u"Nicaragua"},
    {u"NIU", u"NU", 570, u"Niue"}, {u"NLD", u"NL", 528, u"Netherlands"},
    {u"NOR", u"NO", 578, u"Norway"}, {u"NPL", u"NP", 524, u"Nepal"},
    {u"NRU", u"NR", 520, u"Nauru"}, {u"NZL", u"NZ", 554, u"New Zealand"},
    {u"OMN", u"OM", 512, u"Oman"}, {u"PAK", u"PK", 586, u"Pakistan|Пакистан|پاکستان"},
    {u"PAN", u"PA", 591, u"Panama"}, {u"PCN", u"PN", 612, u"Pitcairn"},
    {u"PER", u"PE", 604, u"Peru"}, {u"PHL", u"PH", 608, u"Philippines"},
    {u"PLW", u"PW", 585, u"Palau"}, {u"PNG", u"PG", 598, u"Papua New Guinea"},
    {u"POL", u"PL", 616, u"Poland"}, {u"PRI", u"PR", 630, u"Puerto Rico"},
    {u"PRK", u"KP", 408, u"North Korea|Korea, Democratic People's Republic of"},
    {u"PRT", u"PT", 620, u"Portugal"}, {u"PRY", u"PY", 600, u"Paraguay"},
    {u"PSE", u"PS", 275, u"Palestine|Palestine, State of"},
    {u"PYF", u"PF", 258, u"French Polynesia"}, {u"QAT", u"QA", 634, u"Qatar"},
    {u"REU", u"RE", 638, u"Réunion"}, {u"ROU", u"RO", 642, u"Romania"},
    {u"RUS", u"RU", 643, u"Russian Federation|Russia|Россия"}, {u"RWA", u"RW", 646, u"Rwanda"},
    {u"SAU", u"SA", 682, u"Saudi Arabia"}, {u"SDN", u"SD", 729, u"Sudan"},
    {u"SEN", u"SN", 686, u"Senegal"}, {u"SGP", u"SG", 702, u"Singapore"},
    {u"SGS", u"GS", 239, u"South Georgia and the South Sandwich Islands"},
    {u"SHN", u"SH", 654, u"Saint Helena, Ascension and Tristan da Cunha"},
    {u"SJM", u"SJ", 744, u"Svalbard and Jan Mayen"}, {u"SLB", u"SB", 90, u"Solomon Islands"},
    {u"SLE", u"SL", 694, u"Sierra Leone"}, {u"SLV", u"SV", 222, u"El Salvador"},
    {u"SMR", u"SM", 674, u"San Marino"}, {u"SOM", u"SO", 706, u"Somalia"},
    {u"SPM", u"PM", 666, u"Saint Pierre and Miquelon"}, {u"SRB", u"RS", 688, u"Serbia"},
    {u"SSD", u"SS", 728, u"South Sudan"}, {u"STP", u"ST", 678, u"Sao Tome and Principe"},
    {u"SUR", u"SR", 740, u"Suriname"}, {u"SVK", u"SK", 703, u"Slovakia"},
    {u"SVN", u"SI", 705, u"Slovenia"}, {u"SWE", u"SE", 752, u"Sweden"},
    {u"SWZ", u"SZ", 748, u"Eswatini|Swaziland"}, {u"SXM", u"SX", 534, u"Sint Maarten (Dutch part)"},
    {u"SYC", u"SC", 690, u"Seychelles"}, {u"SYR", u"SY", 760, u"Syria|Syrian Arab Republic"},
    {u"TCA", u"TC", 796, u"Turks and Caicos Islands"}, {u"TCD", u"TD", 148, u"Chad"},
    {u"TGO", u"TG", 768, u"Togo"}, {u"THA", u"TH", 764, u"Thailand"},
    {u"TJK", u"TJ", 762, u"Tajikistan|Таджикистан|Тоҷикистон|تاجیکستان"},
    {u"TKL", u"TK", 772, u"Tokelau"}, {u"TKM", u"TM", 795, u"Turkmenistan|Туркменистан"},
    {u"TLS", u"TL", 626, u"Timor-Leste|East Timor"}, {u"TON", u"TO", 776, u"Tonga"},
    {u"TTO", u"TT", 780, u"Trinidad and Tobago"}, {u"TUN", u"TN", 788, u"Tunisia"},
    {u"TUR", u"TR", 792, u"Türkiye|Turkey"}, {u"TUV", u"TV", 798, u"Tuvalu"},
    {u"TWN", u"TW", 158, u"Taiwan|Taiwan, Province of China"},
    {u"TZA", u"TZ", 834, u"Tanzania|Tanzania, United Republic of"}, {u"UGA", u"UG", 800, u"Uganda"},
    {u"UKR", u"UA", 804, u"Ukraine"}, {u"UMI", u"UM", 581, u"United States Minor Outlying Islands"},
    {u"URY", u"UY", 858, u"Uruguay"},
    {u"USA", u"US", 840, u"United States|United States of America|US"},
    {u"UZB", u"UZ", 860, u"Uzbekistan|Узбекистан"},
    {u"VAT", u"VA", 336, u"Holy See (Vatican City State)"},
    {u"VCT", u"VC", 670, u"Saint Vincent and the Grenadines"},
    {u"VEN", u"VE", 862, u"Venezuela|Venezuela, Bolivarian Republic of"},
    {u"VGB", u"VG", 92, u"Virgin Islands, British"}, {u"VIR", u"VI", 850, u"Virgin Islands, U.S."},
    {u"VNM", u"VN", 704, u"Vietnam|Viet Nam"}, {u"VUT", u"VU", 548, u"Vanuatu"},
    {u"WLF", u"WF", 876, u"Wallis and Futuna"}, {u"WSM", u"WS", 882, u"Samoa"},
    {u"YEM", u"YE", 887, u"Yemen"}, {u"ZAF", u"ZA", 710, u"South Africa"},
    {u"ZMB", u"ZM", 894, u"Zambia"}, {u"ZWE", u"ZW", 716, u"Zimbabwe"},
};

QHash<QString, QString> lookup()
{
    QHash<QString, QString> codes;
    for (const Country &country : countries) {
        const QString alpha3 = QString::fromUtf16(country.alpha3);
        codes.insert(alpha3.toCaseFolded(), alpha3);
        codes.insert(QString::fromUtf16(country.alpha2).toCaseFolded(), alpha3);
        codes.insert(QString::number(country.numeric), alpha3);
        for (const QString &name : QString::fromUtf16(country.names).split(u'|'))
            codes.insert(name.toCaseFolded(), alpha3);
    }
    return codes;
}

} // namespace

QString alpha3Of(const QString &country)
{
    static const QHash<QString, QString> codes = lookup();
    return codes.value(country.simplified().toCaseFolded());
}

QString timeZoneOf(const QString &alpha3)
{
    static const QHash<QString, QString> zones = {
        {QStringLiteral("TJK"), QStringLiteral("Asia/Dushanbe")}, {QStringLiteral("AFG"), QStringLiteral("Asia/Kabul")},
        {QStringLiteral("PAK"), QStringLiteral("Asia/Karachi")},  {QStringLiteral("KGZ"), QStringLiteral("Asia/Bishkek")},
        {QStringLiteral("UZB"), QStringLiteral("Asia/Tashkent")}, {QStringLiteral("TKM"), QStringLiteral("Asia/Ashgabat")},
        {QStringLiteral("CHN"), QStringLiteral("Asia/Shanghai")}, {QStringLiteral("IRN"), QStringLiteral("Asia/Tehran")},
        {QStringLiteral("IND"), QStringLiteral("Asia/Kolkata")},
    };
    return zones.value(alpha3);
}

bool isInRegion(const QString &alpha3)
{
    return !timeZoneOf(alpha3).isEmpty() || alpha3 == QLatin1String("KAZ");
}

} // namespace marz::io
