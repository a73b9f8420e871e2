"""The forty households of the demonstration. Every one is invented."""

from typing import Final

from wellkept.site.demonstration.people import Household, Member

# Short names, so that a family reads as a table.
H, M = Household, Member

_CHILD = ("child-checkups",)
_ADULT = ("checkups",)
_DENTAL = ("checkups", "dental")

HOUSEHOLDS: Final = (
    # A daughter with coverage of her own, and her mother, whom she helps.
    H("delgado", "gold", "Santa Rosa", (
        M("Elena", "Delgado", "F", 47, "self", ("checkups", "high-cholesterol", "mammogram", "dental"),
          allergies=("sulfa",)),
        M("Thomas", "Okonkwo-Reed", "M", 49, "spouse", ("checkups", "back-pain", "mri-denied")),
        M("Nina", "Okonkwo Delgado", "F", 17, "child", ("teen-checkups", "asthma")),
    ), dental=True),
    H("delgado-rosa", "advantage", "Santa Rosa", (
        M("Rosa", "Delgado", "F", 78, "self",
          ("senior-checkups", "diabetes-falling", "hypertension", "kidney", "heart-failure", "senior-shots", "bones"),
          language="es", doctor="solano-vega", allergies=("penicillin",)),
    )),
    # Look at the A1c plot.
    H("whitlock", "silver", "Petaluma", (
        M("Marcus", "Whitlock", "M", 54, "self", ("checkups", "diabetes-falling", "high-cholesterol", "in-process")),
        M("Joanne", "Whitlock", "F", 52, "spouse", ("checkups", "hypothyroidism", "mammogram", "colonoscopy")),
        M("Theo", "Whitlock", "M", 19, "child", ("checkups", "ankle-sprain")),
    )),
    # A teenager of 15 with care of her own, and a brother of 12.
    H("nakagawa-price", "gold", "Novato", (
        M("Claire", "Nakagawa-Price", "F", 44, "self", ("checkups", "migraine", "dental")),
        M("Daniel", "Price", "M", 46, "spouse", ("checkups", "hypertension", "dental")),
        M("Maya", "Nakagawa-Price", "F", 15, "child", ("teen-checkups", "teen-private", "depression-teen", "dental")),
        M("Owen", "Nakagawa-Price", "M", 12, "child", ("child-checkups", "adhd", "strep", "dental")),
    ), dental=True),
    # Medicare and Medi-Cal together.
    H("abernathy", "dual", "Vallejo", (
        M("Lucille", "Abernathy", "F", 71, "self",
          ("senior-checkups", "diabetes-steady", "copd", "atrial-fibrillation", "senior-shots")),
    )),
    # Coverage and nothing else yet.
    H("finch", "silver", "Rohnert Park", (M("Avery", "Finch", "F", 26),), months_covered=1),
    # The longest names.
    H("kealii", "gold", "Fairfield", (
        M("Keʻalohilani Māhealani", "Kealiʻikūkahaoa-Kahananui", "F", 33, "self", ("checkups", "low-iron", "birth")),
        M("José Antonio Maximiliano", "Fernández de Córdoba y Villaseñor-Etxeberria", "M", 36, "spouse", _ADULT),
        M("Kainalu", "Fernández-Kealiʻikūkahaoa", "M", 0, "child", ("newborn",), days_old=70),
    )),
    # A household that prefers Spanish.
    H("ramirez", "medi-cal", "Vallejo", (
        M("Guadalupe", "Ramírez Ortega", "F", 38, "self", ("checkups", "diabetes-steady", "depression")),
        M("Ernesto", "Ramírez Luna", "M", 41, "spouse", ("checkups", "hypertension", "back-pain")),
        M("Sofía", "Ramírez Ramírez", "F", 9, "child", ("child-checkups", "asthma"), allergies=("peanut",)),
        M("Mateo", "Ramírez Ramírez", "M", 3, "child", ("toddler-checkups", "ear-infection")),
    ), language="es"),
    # A couple with different last names.
    H("bright-osei", "silver", "San Rafael", (
        M("Imogen", "Bright", "F", 31, "self", ("checkups", "contraception", "anxiety")),
        M("Kwame", "Osei", "M", 34, "spouse", ("checkups", "hay-fever", "hiv-screening"), allergies=("shellfish",)),
    )),
    # Coverage that has ended, and a claim from after its end.
    H("lindqvist", "gold", "Napa", (
        M("Anders", "Lindqvist", "M", 58, "self", ("checkups", "hypertension", "after-coverage")),
    ), ended_days_ago=120),
    # A newborn.
    H("sundaram", "gold", "Petaluma", (
        M("Anjali", "Sundaram", "F", 30, "self", ("checkups", "birth")),
        M("Vikram", "Sundaram", "M", 32, "spouse", _ADULT),
        M("Asha", "Sundaram", "F", 0, "child", ("newborn",), days_old=24),
    )),
    # Recovery, which is nobody's business but his.
    H("callahan", "medi-cal", "Vallejo", (
        M("Dermot", "Callahan", "M", 29, "self", ("checkups", "recovery", "hiv-screening")),
    )),
    H("pennington", "advantage", "Napa", (
        M("Walter", "Pennington", "M", 81, "self",
          ("senior-checkups", "atrial-fibrillation", "hypertension", "senior-shots"), allergies=("penicillin",)),
        M("Beatrice", "Pennington", "F", 79, "spouse", ("senior-checkups", "knee-replacement", "bones")),
    )),
    H("tran", "silver", "Fairfield", (
        M("Minh Châu", "Trần", "F", 42, "self", ("checkups", "prediabetes", "mammogram"), language="vi"),
        M("Quang", "Trần", "M", 45, "spouse", ("checkups", "reflux"), language="vi"),
        M("Kim", "Trần", "F", 13, "child", ("teen-checkups",)),
        M("Bảo", "Trần", "M", 7, "child", ("child-checkups", "strep")),
    )),
    H("haverford", "gold", "Sonoma", (
        M("Gwendolyn", "Haverford", "F", 63, "self", ("checkups", "hypothyroidism", "colonoscopy", "mammogram")),
        M("Rupert", "Haverford", "M", 64, "spouse", ("checkups", "high-cholesterol", "dental")),
    ), dental=True),
    H("castellanos", "medi-cal", "Santa Rosa", (
        M("Yolanda", "Castellanos", "F", 35, "self", ("checkups", "anxiety")),
        M("Diego", "Castellanos", "M", 14, "child", ("teen-checkups", "ankle-sprain")),
        M("Lucía", "Castellanos", "F", 11, "child", _CHILD),
        M("Emilio", "Castellanos", "M", 2, "child", ("toddler-checkups", "ear-infection")),
    ), language="es"),
    H("ostrowski", "silver", "Vacaville", (
        M("Irena", "Ostrowski", "F", 55, "self", ("checkups", "diabetes-steady", "hypertension", "mammogram")),
        M("Piotr", "Ostrowski", "M", 57, "spouse", ("checkups", "knee-arthritis")),
    )),
    H("adeyemi", "gold", "Vacaville", (
        M("Folasade", "Adeyemi", "F", 40, "self", ("checkups", "migraine")),
        M("Tunde", "Adeyemi", "M", 43, "spouse", ("checkups", "hypertension")),
        M("Temi", "Adeyemi", "F", 10, "child", _CHILD),
        M("Kola", "Adeyemi", "M", 8, "child", ("child-checkups", "asthma"), allergies=("peanut",)),
        M("Dayo", "Adeyemi", "M", 4, "child", ("toddler-checkups", "ear-infection")),
    )),
    H("marchetti", "gold", "Sonoma", (
        M("Livia", "Marchetti", "F", 28, "self", ("checkups", "contraception")),
        M("Sam", "Ellery", "F", 29, "partner", ("checkups", "depression")),
    )),
    H("blackwood", "advantage", "Novato", (
        M("Harriet", "Blackwood", "F", 74, "self", ("senior-checkups", "hypothyroidism", "bones", "senior-shots")),
    )),
    H("nguyen-foster", "gold", "Rohnert Park", (
        M("Grace", "Nguyen-Foster", "F", 37, "self", _DENTAL),
        M("Aaron", "Foster", "M", 38, "spouse", ("checkups", "back-pain", "dental")),
        M("Eli", "Foster", "M", 6, "child", ("child-checkups", "dental", "strep")),
    ), dental=True),
    H("petrosyan", "medi-cal", "Fairfield", (
        M("Anahit", "Petrosyan", "F", 50, "self", ("checkups", "high-cholesterol", "mammogram")),
        M("Narek", "Petrosyan", "M", 22, "child", ("checkups", "ankle-sprain")),
    )),
    H("yellowhorse", "silver", "Napa", (
        M("Dana", "Yellowhorse", "F", 48, "self", ("checkups", "diabetes-falling", "mammogram")),
        M("Ray", "Yellowhorse", "M", 51, "spouse", ("checkups", "hypertension", "high-cholesterol")),
        M("Tessa", "Yellowhorse", "F", 16, "child", ("teen-checkups", "teen-private")),
    )),
    H("mcallister", "silver", "Santa Rosa", (
        M("Fiona", "McAllister", "F", 34, "self", ("checkups", "asthma"), allergies=("latex",)),
        M("Rory", "McAllister", "M", 5, "child", ("child-checkups", "ear-infection")),
        M("Isla", "McAllister", "F", 2, "child", ("toddler-checkups",)),
    )),
    H("zielinski", "gold", "Petaluma", (M("Konrad", "Zieliński", "M", 45, "self", ("checkups", "reflux")),)),
    H("haddad", "silver", "Vallejo", (
        M("Samira", "Haddad", "F", 39, "self", ("checkups", "hypothyroidism")),
        M("Karim", "Haddad", "M", 42, "spouse", ("checkups", "prediabetes")),
        M("Layla", "Haddad", "F", 8, "child", _CHILD),
    )),
    H("thibodeaux", "dual", "Santa Rosa", (
        M("Clarence", "Thibodeaux", "M", 68, "self", ("senior-checkups", "heart-failure", "hypertension", "kidney")),
    )),
    H("oyelaran", "medi-cal", "Vallejo", (
        M("Bisi", "Oyelaran", "F", 24, "self", ("checkups", "pregnancy")),
    )),
    H("sandoval", "gold", "San Rafael", (
        M("Ignacio", "Sandoval Peña", "M", 60, "self", ("checkups", "diabetes-steady", "colonoscopy"), language="es"),
        M("Carmen", "Sandoval", "F", 59, "spouse", ("checkups", "mammogram", "bones"), language="es"),
    )),
    H("kowalczyk", "silver", "Novato", (
        M("Julia", "Kowalczyk", "F", 27, "self", ("checkups", "contraception", "hiv-screening")),
    )),
    H("abara", "gold", "Vacaville", (
        M("Chidi", "Abara", "M", 33, "self", ("checkups", "hay-fever")),
        M("Ngozi", "Abara", "F", 32, "spouse", ("checkups", "low-iron")),
        M("Zora", "Abara", "F", 1, "child", ("infant-checkups", "ear-infection")),
    )),
    H("romano", "silver", "Sonoma", (
        M("Bettina", "Romano", "F", 62, "self", ("checkups", "knee-arthritis", "mammogram")),
        M("Carlo", "Romano", "M", 65, "spouse", ("checkups", "atrial-fibrillation")),
    )),
    H("whitefeather", "medi-cal", "Santa Rosa", (
        M("Joseph", "Whitefeather", "M", 53, "self", ("checkups", "diabetes-falling", "recovery")),
        M("Annie", "Whitefeather", "F", 49, "spouse", ("checkups", "depression")),
    )),
    H("lindgren", "gold", "Rohnert Park", (
        M("Sigrid", "Lindgren", "F", 41, "self", ("checkups", "anxiety", "dental")),
        M("Nils", "Lindgren", "M", 15, "child", ("teen-checkups", "adhd", "dental")),
        M("Freja", "Lindgren", "F", 12, "child", ("child-checkups", "dental")),
    ), dental=True),
    H("cho", "silver", "Fairfield", (
        M("Hana", "Cho", "F", 36, "self", _ADULT), M("Joon", "Cho", "M", 37, "spouse", ("checkups", "reflux")),
        M("Mina", "Cho", "F", 6, "child", _CHILD), M("Jae", "Cho", "M", 4, "child", ("toddler-checkups",)),
    )),
    H("beaumont", "advantage", "San Rafael", (
        M("Odette", "Beaumont", "F", 86, "self", ("senior-checkups", "hypertension", "kidney", "bones")),
    )),
    H("rivera", "medi-cal", "Fairfield", (
        M("Marisol", "Rivera", "F", 32, "self", ("checkups", "depression", "contraception")),
        M("Camila", "Rivera", "F", 12, "child", ("child-checkups", "asthma")),
        M("Andrés", "Rivera", "M", 10, "child", _CHILD),
    ), language="es"),
    H("farrow", "silver", "Petaluma", (
        M("Gideon", "Farrow", "M", 47, "self", ("checkups", "high-cholesterol", "emergency")),
        M("Willa", "Farrow", "F", 46, "spouse", ("checkups", "mammogram", "urinary-infection")),
        M("Jasper", "Farrow", "M", 18, "child", ("checkups", "hay-fever")),
    )),
    H("stonebridge", "gold", "Napa", (
        M("Ellis", "Stonebridge", "M", 70, "self", ("senior-checkups", "copd"), product="advantage"),
        M("Maeve", "Stonebridge", "F", 61, "self", ("checkups", "hypertension", "colonoscopy")),
    )),
    H("vasquez-lee", "gold", "Novato", (
        M("Adriana", "Vásquez-Lee", "F", 35, "self", ("checkups", "migraine")),
        M("Peter", "Lee", "M", 36, "spouse", ("checkups", "anxiety")),
        M("Lucas", "Vásquez-Lee", "M", 5, "child", ("child-checkups", "strep")),
        M("Ana", "Vásquez-Lee", "F", 1, "child", ("infant-checkups",), allergies=("milk",)),
    )),
)  # fmt: skip
