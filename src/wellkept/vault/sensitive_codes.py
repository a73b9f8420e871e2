"""Code lists of sensitive care, each with its source. Categories of codes are named by their publishers' headings.

- ICD-10-CM (fiscal year 2025, National Center for Health Statistics): chapter and block headings, by prefix.
- 42 CFR 2.11 defines substance use disorder without tobacco and caffeine, so F17 is not in it.
- CPT and HCPCS Level II (CMS): section headings for psychiatry, behavioural health (H and T codes), maternity care,
  and molecular pathology.
- LOINC 2.78, SNOMED CT US edition, RxNorm: single codes, by their fully specified names. They are a choice, not a
  value set of their publishers. Check digits are tested; names were compared with what Synthea and US Core examples
  send for the score, screening and pregnancy codes, and with public examples for some of the rest.
- HL7 v3-ActCode, _InformationSensitivityPolicy: labels that senders set themselves.
"""

from __future__ import annotations

Ranges = tuple[tuple[str, str], ...]

_MENTAL = "sensitive.mental_health"
_SUBSTANCE = "sensitive.substance_use"
_SEXUAL = "sensitive.sexual_health"
_REPRODUCTIVE = "sensitive.reproductive"
_HIV = "sensitive.hiv"
_GENETIC = "sensitive.genetic"
_VIOLENCE = "sensitive.violence"
_GENDER = "sensitive.gender"


def _ranges(written: str) -> Ranges:
    """Pairs of first and last prefix from "F10-F16 F18"."""
    pairs = (part.partition("-") for part in written.split())
    return tuple((low, high or low) for low, _, high in pairs)


# Without dots. Dementia and other organic disorders (F01-F09) are not mental health care here.
ICD10: dict[str, Ranges] = {
    _MENTAL: _ranges("F20-F51 F53-F63 F65-F69 F70-F99 R45851 R4588 T1491 Z133 Z9151 Z9152 X71-X83"),
    _SUBSTANCE: _ranges("F10-F16 F18-F19 O9931 O9932 P044 P961 Z714 Z715 Z8141 Z813 R780-R785"),
    _SEXUAL: _ranges("A50-A64 F52 Z113 Z202 Z224 Z725 O98 N341"),
    _REPRODUCTIVE: _ranges("O00-O9A Z30-Z37 Z39 Z3A N96-N97 N46 N98 Z640 Z793 Z975 Z9851 Z9852"),
    _HIV: _ranges("B20 B9735 Z21 R75 O987 Z206 Z114 Z717"),
    _GENETIC: _ranges("Z137 Z14 Z15 Z3143 Z3144 Z315 Z361 Q90-Q99"),
    _VIOLENCE: _ranges("T74 T76 X92-Y09 O9A3-O9A5 Z044 Z047 Z0481 Z69 Z6281 Z9141 Z9142"),
    _GENDER: _ranges("F64 Z87890"),
}
SERVICES: dict[str, Ranges] = {
    _MENTAL: _ranges("90785-90899 96127 96130-96146 99484 99492-99494 G0502-G0504 H0031-H0046 H2011-H2033 S9480"),
    _SUBSTANCE: _ranges(
        "99408-99409 G0396-G0397 G2067-G2088 H0001-H0030 H0047-H0050 H2034-H2036 J0570-J0575 J2315 T1006"
    ),
    _SEXUAL: _ranges("86592-86593 86631-86632 87110 87270 87320 87490-87492 87590-87592 87623-87625 87661 87850"),
    _REPRODUCTIVE: _ranges(
        "11976-11983 57170 58300-58301 58321-58323 58600-58615 58970-58976 59000-59899 81025 84703 J7296-J7307"
    ),
    _HIV: _ranges("86689 86701-86703 87389-87391 87534-87539 G0432-G0435 G0475"),
    _GENETIC: _ranges("81105-81479 96040 S0265 S3800-S3870"),
    _VIOLENCE: _ranges("99170"),
    _GENDER: _ranges("55970 55980"),
}

_LOINC = "http://loinc.org"
_SNOMED = "http://snomed.info/sct"
_RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"

_LISTS: dict[str, dict[str, str]] = {
    _LOINC: {
        # PHQ-9 and PHQ-2 with their first items, GAD-7, Edinburgh depression scale, suicide risk, stress
        _MENTAL: "44250-9 44255-8 44249-1 44261-6 55758-7 69737-5 70274-6 71354-5 93373-9 73831-0 73832-8 93038-8",
        # AUDIT, AUDIT-C, DAST-10, drugs of abuse, ethanol
        _SUBSTANCE: "75624-7 75626-2 82667-7 72109-2 19659-2 3426-4 5640-8 5643-2 3397-7 14315-6 19343-3",
        # chlamydia, gonorrhoea, syphilis, human papilloma virus
        _SEXUAL: "21613-5 43304-5 43305-2 24111-7 20507-0 22461-8 24110-9 30167-1 59420-0 71431-1",
        # pregnancy tests, status and intention, last menstrual period, date of delivery, parity
        _REPRODUCTIVE: "2106-3 2118-8 2110-5 80384-1 82810-3 86645-9 8665-2 11778-8 11996-6 11636-8",
        # HIV antibodies, antigen, RNA; CD4 cells
        _HIV: "7917-8 7918-6 5220-9 5221-7 56888-1 75622-1 20447-9 25836-8 24467-3 29893-5 68961-2",
        _GENETIC: "21636-6 55233-1 51969-4 81247-9 53041-0 69548-6 48018-6",
        # HARK: humiliation, afraid, rape, kick; its score
        _VIOLENCE: "76499-3 76500-8 76501-6 76502-4 76504-0",
        _GENDER: "76691-5",
    },
    _SNOMED: {
        # depressive, anxiety, panic, post-traumatic, bipolar, psychotic and attention deficit disorders; therapy and
        # screening
        _MENTAL: "228557008 171207006 "
        "35489007 370143000 36923009 40379007 310495003 48694002 21897009 197480006 80583007 225624000 "
        "47505003 13746004 58214004 69322001 406506008",
        # alcohol, opioid and other drug misuse and dependence, overdose
        _SUBSTANCE: "7200002 15167005 66590003 191816009 6525002 361055000 5602001 75544000 55680006",
        # sexually transmitted infection, gonorrhoea, chlamydia, syphilis, genital herpes
        _SEXUAL: "8098009 15628003 240589008 105629000 76272004 33839006",
        # pregnancy, its losses and complications, contraception, delivery
        _REPRODUCTIVE: "72892002 77386006 102874004 19169002 35999006 79586000 47200007 398254007 156073000 "
        "169553002 65200003 11466000",
        _HIV: "86406008 62479008 171121004",
        _GENETIC: "412734009 412738007 41040004",
        _VIOLENCE: "706893006",
        _GENDER: "93461009 407374003 407376001 407377005",
    },
    # Ingredients, and the strengths of the most prescribed.
    _RXNORM: {
        # sertraline, escitalopram, fluoxetine, paroxetine, bupropion, amitriptyline, venlafaxine, duloxetine, lithium,
        # quetiapine, olanzapine, aripiprazole, risperidone, clozapine, lorazepam, alprazolam
        _MENTAL: "36437 321988 4493 32937 42347 704 39786 72625 6448 51272 61381 89013 35636 2626 6470 596 "
        "312938 312940 312941 310384 310385",
        # buprenorphine, methadone, naltrexone, naloxone, disulfiram, acamprosate
        _SUBSTANCE: "1819 6813 7243 7242 3554 82819",
        # levonorgestrel, ethinyl estradiol, norethindrone, medroxyprogesterone
        _REPRODUCTIVE: "6373 4124 7514 6691",
        # abacavir, lamivudine, dolutegravir, emtricitabine, darunavir, tenofovir, ritonavir
        _HIV: "190521 68244 1433868 276237 460132 1721603 322248 85762",
    },
}


def _exact() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for system, lists in _LISTS.items():
        for leaf, written in lists.items():
            for code in written.split():
                found.setdefault((system, code), set()).add(leaf)
    return {code: frozenset(leaves) for code, leaves in found.items()}


EXACT: dict[tuple[str, str], frozenset[str]] = _exact()

SECURITY_LABELS: dict[str, frozenset[str]] = {
    code: frozenset({leaf})
    for leaf, written in {
        _MENTAL: "MH PSY PSYTHPN BH DVD",
        _SUBSTANCE: "ETH ETHUD OPIOIDUD SUD SUDRECOV STUD",
        _SEXUAL: "STD",
        _REPRODUCTIVE: "SEX REPRO PREGNANT",
        _HIV: "HIV",
        _GENETIC: "GDIS SICKLE",
        _VIOLENCE: "VIO SDV DV",
    }.items()
    for code in written.split()
}
