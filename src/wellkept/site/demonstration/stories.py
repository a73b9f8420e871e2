"""What happens to people: visits counted in days from today (or from a birth), and which way their results go."""

from typing import Final

from wellkept.site.demonstration.patterns import Pattern, Story, every

_OFFICE, _LONG = ("office-visit",), ("long-office-visit",)

STORIES: Final = {
    "checkups": Story((
        Pattern("checkup", every(364, latest=130), ("checkup",), ("adult-checkup", "mood-questionnaire"),
                ("lipids", "kidney"), vaccines=("flu",), note="Feels well. Talked about sleep, food and moving more."),
    )),
    "senior-checkups": Story((
        Pattern("checkup", every(364, latest=110), ("checkup",), ("adult-checkup", "mood-questionnaire"),
                ("blood-count", "lipids", "kidney"), vaccines=("flu", "covid"),
                note="Lives at home. No falls since last year. Reviewed all medicines together."),
    )),
    "teen-checkups": Story((
        Pattern("child-checkup", every(362, latest=95), ("child-checkup",), ("teen-checkup",), vaccines=("flu",)),
    )),
    "child-checkups": Story((
        Pattern("child-checkup", every(362, latest=95), ("child-checkup",), ("child-checkup",), vaccines=("flu",)),
    )),
    "toddler-checkups": Story((
        Pattern("child-checkup", every(362, latest=95), ("child-checkup",), ("toddler-checkup",), ("lead",),
                vaccines=("flu",)),
    )),
    "infant-checkups": Story((
        Pattern("child-checkup", (60, 120, 180), ("child-checkup",), ("infant-checkup",), anchor="birth",
                vaccines=("infant-combined", "rotavirus")),
        Pattern("child-checkup", (368,), ("child-checkup",), ("toddler-checkup",), ("lead",), anchor="birth",
                vaccines=("measles", "chickenpox")),
    )),
    "newborn": Story((
        Pattern("hospital", (0,), ("newborn",), ("nursery",), ("bilirubin",), anchor="birth", doctor="oakapple",
                vaccines=("hepatitis-b",), nights=2, note="Healthy newborn. Feeding well."),
        Pattern("child-checkup", (4, 16, 60), ("child-checkup",), ("infant-checkup",), anchor="birth"),
    )),
    "birth": Story((
        Pattern("office", (-200, -170, -140, -110, -80, -52, -24, -10), ("pregnancy",), ("pregnancy-visit",),
                ("blood-count",), doctor="merriweather", anchor="child"),
        Pattern("hospital", (0,), ("birth", "live-birth"), ("labor-room", "hospital-medicines", "birth-care"),
                doctor="merriweather", anchor="child", nights=2, note="Birth without complications. Both are well."),
    )),
    "pregnancy": Story((
        Pattern("office", (-140,), ("pregnancy",), ("pregnancy-visit",), ("pregnancy-test", "blood-count", "hiv"),
                doctor="merriweather", found=("pregnancy-test",)),
        Pattern("office", (-110, -80, -50, -20), ("pregnancy",), ("pregnancy-visit",), ("blood-count",),
                doctor="merriweather", note="Pregnancy going well. Next visit in a month."),
    ), problems=("pregnancy",), since=0),
    "diabetes-falling": Story((
        Pattern("follow-up", every(91, latest=24), ("diabetes",), _LONG, ("a1c", "kidney"), ("metformin",),
                note="Home readings are better. Keep walking after dinner. Next A1c in three months."),
        Pattern("specialist", every(360, latest=210), ("diabetes",), ("specialist-visit",), doctor="larkin"),
    ), ("diabetes",), {"a1c": (9.1, 6.8), "glucose": (196, 122), "weight": (96, 88)}, since=5),
    "diabetes-steady": Story((
        Pattern("follow-up", every(121, latest=40), ("diabetes",), _LONG, ("a1c", "kidney"), ("metformin",),
                note="A1c is steady. No changes."),
    ), ("diabetes",), {"a1c": (7.2, 7.4), "glucose": (141, 148)}, since=9),
    "prediabetes": Story((Pattern("follow-up", every(180, latest=60), ("prediabetes",), _OFFICE, ("a1c",)),),
                         ("prediabetes",), {"a1c": (6.2, 5.9)}, since=2),
    "hypertension": Story((
        Pattern("follow-up", every(150, latest=33), ("hypertension",), _OFFICE, ("kidney",),
                ("lisinopril", "amlodipine"), note="Blood pressure at home is near goal."),
    ), ("hypertension",), {"systolic": (158, 132), "diastolic": (96, 82)}, since=7),
    "high-cholesterol": Story((
        Pattern("follow-up", every(182, latest=50), ("high-cholesterol",), _OFFICE, ("lipids",), ("atorvastatin",)),
    ), ("high-cholesterol",), {"cholesterol": (252, 178), "ldl": (168, 92), "triglycerides": (210, 140)}, since=4),
    "kidney": Story((Pattern("specialist", every(180, latest=70), ("kidney-disease",), ("specialist-visit",),
                             ("kidney",), doctor="quillfeather"),),
                    ("kidney-disease",), {"creatinine": (1.32, 1.41), "egfr": (51, 47)}, since=3),
    "heart-failure": Story((
        Pattern("specialist", every(120, latest=45), ("heart-failure",), ("specialist-visit",), (), ("furosemide",),
                doctor="quillfeather", note="No swelling. Weigh yourself every morning."),
        Pattern("hospital", (-260,), ("heart-failure",), ("hospital-room", "hospital-medicines", "hospital-laboratory"),
                ("kidney",), doctor="oakapple", nights=4, note="Came in short of breath, went home breathing well."),
        Pattern("specialist", (-225,), ("heart-failure",), ("heart-ultrasound",), doctor="quillfeather"),
    ), ("heart-failure",), since=3),
    "atrial-fibrillation": Story((
        Pattern("specialist", every(170, latest=38), ("atrial-fibrillation",), ("specialist-visit",), ("blood-count",),
                ("apixaban",), doctor="quillfeather"),
    ), ("atrial-fibrillation",), since=4),
    "hypothyroidism": Story((
        Pattern("follow-up", every(180, latest=48), ("hypothyroidism",), _OFFICE, ("thyroid",), ("levothyroxine",)),
    ), ("hypothyroidism",), {"tsh": (6.8, 2.1)}, since=6),
    "asthma": Story((
        Pattern("office", every(240, latest=66), ("asthma",), ("office-visit", "breathing-test"), (), ("albuterol",),
                note="Uses the inhaler about once a week. Reviewed how to use it."),
    ), ("asthma",), since=4),
    "copd": Story((
        Pattern("office", every(150, latest=55), ("copd",), (*_LONG, "breathing-test"), (), ("albuterol",)),
    ), ("copd",), since=8),
    "hay-fever": Story((Pattern("video", every(350, latest=300), ("hay-fever",), _OFFICE, (), ("loratadine",)),),
                       ("hay-fever",)),
    "reflux": Story((Pattern("office", every(300, latest=80), ("reflux",), _OFFICE, (), ("omeprazole",)),),
                    ("reflux",), since=2),
    "migraine": Story((Pattern("video", every(210, latest=75), ("migraine",), _OFFICE),), ("migraine",), since=6),
    "low-iron": Story((Pattern("office", every(120, latest=60), ("low-iron",), _OFFICE, ("blood-count",),
                               ("ferrous-sulfate",)),),
                      ("low-iron",), {"hemoglobin": (10.1, 12.4)}, since=2),
    "knee-arthritis": Story((
        Pattern("specialist", every(200, latest=90), ("knee-arthritis",), ("specialist-visit",), doctor="ironbark"),
        Pattern("specialist", every(7, latest=100, times=6), ("knee-arthritis",), ("physical-therapy",),
                doctor="ironbark"),
    ), ("knee-arthritis",), since=3),
    "knee-replacement": Story((
        Pattern("specialist", (-430, -40), ("knee-arthritis",), ("specialist-visit",), doctor="ironbark"),
        Pattern("hospital", (-400,), ("knee-arthritis",), ("operating-room", "hospital-room", "hospital-medicines"),
                doctor="ironbark", nights=2, note="New left knee. Walked the hallway on the first day."),
        Pattern("specialist", tuple(range(-380, -330, 7)), ("knee-arthritis",), ("physical-therapy",),
                doctor="ironbark"),
    ), ("knee-arthritis",), since=6),
    "bones": Story((Pattern("imaging", (-290,), ("osteoporosis",), ("bone-density",), doctor="lanternquist"),),
                   ("osteoporosis",), since=5),
    "adhd": Story((Pattern("follow-up", every(120, latest=44), ("adhd",), _OFFICE),), ("adhd",), since=2),
    # What some members would keep to themselves.
    "depression": Story((
        Pattern("therapy", every(28, latest=16, times=16), ("depression",), ("talk-therapy",), doctor="fernsby",
                note="Sleeping better. Wants to keep meeting."),
        Pattern("therapy", every(160, latest=58, times=4), ("depression",), ("psychiatry-visit",), (), ("sertraline",),
                doctor="stillwater"),
    ), ("depression",), since=2),
    "depression-teen": Story((
        Pattern("therapy", every(21, latest=12, times=10), ("depression",), ("talk-therapy",), doctor="fernsby"),
    ), ("depression",), since=1),
    "anxiety": Story((Pattern("therapy", every(35, latest=22, times=12), ("anxiety",), ("talk-therapy",),
                              doctor="fernsby"),), ("anxiety",), since=3),
    "recovery": Story((
        Pattern("office", every(42, latest=15), ("opioid-use",), ("recovery-visit",), ("buprenorphine",),
                ("buprenorphine",), doctor="underhill", found=("buprenorphine",),
                note="Doing well in recovery. Works full time."),
    ), ("opioid-use",), since=4),
    "teen-private": Story((
        Pattern("office", (-64,), ("infection-screening", "contraception-start"), ("private-visit",),
                ("chlamydia", "gonorrhea", "pregnancy-test"), ("norethindrone",), doctor="merriweather", exact=True,
                note="Came alone. Asked that we write to her and not to her parents."),
    )),
    "contraception": Story((
        Pattern("office", every(350, latest=85), ("contraception",), ("private-visit",), (), ("norethindrone",),
                doctor="merriweather"),
    )),
    "hiv-screening": Story((Pattern("office", (-150,), ("hiv-screening",), ("private-visit",), ("hiv",)),)),
    # For a time.
    "back-pain": Story((
        Pattern("office", (-320, -300), ("back-pain",), _OFFICE, note="Sore after lifting. Keep moving; ice and heat."),
    )),
    "mri-denied": Story((
        Pattern("imaging", (-285,), ("back-pain",), ("back-mri",), doctor="lanternquist", exact=True,
                outcome="no-authorization"),
    )),
    "in-process": Story((Pattern("office", (-4,), ("cold",), _OFFICE, exact=True),)),
    "after-coverage": Story((
        Pattern("office", (-95,), ("cold",), _OFFICE, exact=True, outcome="coverage-ended"),
    )),
    "ear-infection": Story((Pattern("office", (-77, -420), ("ear-infection",), _OFFICE, (), ("amoxicillin-liquid",)),)),
    "strep": Story((Pattern("office", (-140,), ("strep-throat",), _OFFICE, ("strep",), ("amoxicillin",),
                            found=("strep",)),)),
    "urinary-infection": Story((Pattern("video", (-180,), ("urinary-infection",), _OFFICE, (), ("amoxicillin",)),)),
    "ankle-sprain": Story((
        Pattern("emergency", (-235,), ("ankle-sprain",), ("emergency-room", "emergency-doctor", "ankle-x-ray"),
                doctor="nightingale", note="No fracture. Rest, ice, and a brace for two weeks."),
    )),
    "emergency": Story((
        Pattern("emergency", (-58,), ("reflux",), ("emergency-room", "emergency-doctor"), ("kidney", "blood-count"),
                doctor="nightingale", note="Chest discomfort after a late meal. The heart is fine."),
    )),
    "mammogram": Story((Pattern("imaging", every(364, latest=160), ("breast-screening",), ("mammogram",),
                                doctor="lanternquist"),)),
    "colonoscopy": Story((Pattern("surgery", (-480,), ("colon-screening",), ("outpatient-room", "colonoscopy"),
                                  doctor="oakapple"),)),
    "senior-shots": Story((Pattern("office", (-500,), ("vaccination",), (), vaccines=("shingles", "pneumonia")),)),
    "dental": Story((
        Pattern("dental", every(183, latest=52), ("dental-checkup",), ("dental-exam", "dental-cleaning"),
                doctor="toothaker"),
        Pattern("dental", (-215,), ("tooth-decay",), ("filling",), doctor="toothaker"),
    )),
}  # fmt: skip
