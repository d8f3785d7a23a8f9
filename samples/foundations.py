"""What the profile asks for that is not about AI: school subjects, and degrees in computing and mathematics.

Titles and numbers are facts of the catalogs, the sentences are ours. The pages stand in the modules of their platforms.
"""

# Northeastern: prefix -> (name of the subject, its courses)
SUBJECTS = {
    "MATH": ("Mathematics", [
        ("1120", "Precalculus", "4", "Functions, their graphs, exponentials and the trigonometry that calculus needs.", ""),
        ("1341", "Calculus 1 for Science and Engineering", "4", "Limits, derivatives and integrals with their uses.", "MATH 1120"),
        ("2331", "Linear Algebra", "4", "Matrices, vector spaces and eigenvalues.", "MATH 1341"),
        ("3081", "Probability and Statistics", "4", "Chance, random variables and what data allow to conclude.", "MATH 1341"),
        ("5131", "Introduction to Mathematical Methods and Modeling", "4", "Turns questions of science into equations, and solves them.", ""),
    ]),
    "CY": ("Cybersecurity", [
        ("2550", "Foundations of Cybersecurity", "4", "Threats, defences and the habits that keep a system safe.", ""),
        ("3740", "Systems Security", "4", "How programs are attacked, and how they are hardened.", "CY 2550"),
    ]),
    "ENGW": ("English Writing", [
        ("1111", "First-Year Writing", "4", "Practises reading, drafting and revising with readers in mind.", ""),
        ("3315", "Interdisciplinary Advanced Writing in the Disciplines", "4", "Writes for readers of several fields.", "ENGW 1111"),
    ]),
    "SPNS": ("Spanish", [
        ("1101", "Elementary Spanish 1", "4", "First words, first conversations.", ""),
        ("2101", "Intermediate Spanish 1", "4", "Longer texts and longer talks.", "SPNS 1101"),
    ]),
    "COMM": ("Communication Studies", [
        ("1112", "Public Speaking", "4", "Prepares, gives and criticises speeches.", ""),
        ("1225", "Communication Theory", "4", "Why messages mean what they do.", ""),
    ]),
    "PSYC": ("Psychology", [
        ("1101", "Foundations of Psychology", "4", "A survey of perception, memory, development and behaviour.", ""),
        ("3458", "Biological Psychology", "4", "The body behind behaviour.", "PSYC 1101"),
    ]),
    "BUSN": ("Business Administration", [
        ("1101", "Introduction to Business", "4", "How firms make, sell and count.", ""),
        ("2301", "Exploring Business Careers", "1", "Meets people at work.", ""),
    ]),
    "SOCL": ("Sociology", [
        ("1101", "Introduction to Sociology", "4", "Groups, institutions and inequality.", ""),
    ]),
}  # fmt: skip
# further courses of computer science at Northeastern
COMPUTING = [
    ("1800", "Discrete Structures", "4", "Sets, proofs, counting and graphs for programs.", ""),
    ("2500", "Fundamentals of Computer Science 1", "4", "Designs programs from the data that they take.", ""),
    ("4530", "Fundamentals of Software Engineering", "4", "Specifies, builds and tests software in a team.", "CS 2500"),
    ("4550", "Web Development", "4", "Builds pages and services for the web.", "CS 2500"),
]  # fmt: skip
# degrees of Northeastern: path, title, what it is, (code, title) of its courses, total
DEGREES = [
    ("/undergraduate/computer-information-science/cybersecurity/bs/", "Cybersecurity, BS", "The degree joins computing with the law and the habits of security.", [("CY 2550", "Foundations of Cybersecurity"), ("CS 1800", "Discrete Structures")], "134"),
    ("/graduate/engineering/multidisciplinary/software-engineering-systems-mses/", "Software Engineering Systems, MS", "The degree is about software that is large and must last.", [("INFO 5100", "Application Engineering and Development")], "32"),
    ("/graduate/science/mathematics/applied-mathematics-ms/", "Applied Mathematics, MS", "The degree uses analysis and computation on questions of science.", [("MATH 5131", "Introduction to Mathematical Methods and Modeling")], "32"),
]  # fmt: skip
# MIT: page -> (its heading, (number, title, prerequisite, units, what it is))
MIT_SUBJECTS = {
    "18": ("Mathematics (Course 18)", [
        ("18.01", "Calculus", "None", "5-0-7", "Derivatives and integrals of functions of one variable."),
        ("18.06", "Linear Algebra", "Calculus II (GIR)", "4-0-8", "Systems of equations, and the spaces behind them."),
        ("18.200", "Principles of Discrete Applied Mathematics", "None", "4-0-11", "Counting, coding and chance, with what they are good for."),
        ("18.300", "Principles of Continuum Applied Mathematics", "Calculus II (GIR)", "3-0-9", "Waves, traffic and flow as equations."),
        ("18.701", "Algebra I", "18.100A", "3-0-9", "Groups, spaces and forms, with proofs."),
    ]),
    "21g": ("Global Languages (21G)", [
        ("21G.301", "French I", "None", "4-0-8", "Speaking and reading from the first day."),
        ("21G.701", "Spanish I", "None", "4-0-8", "Speaking and reading from the first day."),
        ("21G.703", "Spanish III", "21G.702", "4-0-8", "Films, short texts and essays."),
    ]),
}  # fmt: skip
# Coursera: slug, title, partner, level, rating, hours, what it is
LEARN = [
    ("html-css-javascript-for-web-developers", "HTML, CSS, and Javascript for Web Developers", "Johns Hopkins University", "Beginner", "4.7", 40, "Pages that fit a phone, from an empty file to a site."),
    ("software-processes", "Software Development Processes and Methodologies", "University of Minnesota", "Beginner", "4.6", 14, "From the waterfall to small steps, and when each pays."),
    ("english-composition", "English Composition I", "Duke University", "Beginner", "4.6", 30, "Reads closely and writes in drafts."),
    ("public-speaking", "Introduction to Public Speaking", "University of Washington", "Beginner", "4.7", 15, "Fear, structure and delivery."),
    ("introduction-psych", "Introduction to Psychology", "Yale University", "Beginner", "4.9", 14, "Why people think and feel as they do."),
    ("introduction-to-data-analytics", "Introduction to Data Analytics", "IBM", "Beginner", "4.8", 9, "What analysts do all day, and with which tools."),
    ("wharton-entrepreneurship-opportunity", "Entrepreneurship 1: Developing the Opportunity", "University of Pennsylvania", "Beginner", "4.7", 8, "Finds a need, and tests whether it is a business."),
]  # fmt: skip
SERIES = {
    "python": ("Python for Everybody", "University of Michigan", "Beginner", "4.8", "2 months", ["Programming for Everybody (Getting Started with Python)", "Python Data Structures", "Using Python to Access Web Data", "Using Databases with Python"]),
}  # fmt: skip
# edX: slug, key, title, weeks, what it is, school, subject
EDX = [
    ("introduction-to-cybersecurity", "UWashingtonX+CYB001x", "Introduction to Cybersecurity", 6, "Who attacks, what is at stake, and what defends it.", "UWashingtonX", "Computer Science"),
    ("college-algebra-and-problem-solving", "ASUx+MAT117x", "College Algebra and Problem Solving", 15, "Equations, functions and the problems that they solve.", "ASUx", "Math"),
    ("precalculus", "ASUx+MAT170x", "Precalculus", 15, "Functions and trigonometry on the way to calculus.", "ASUx", "Math"),
    ("basic-spanish-1-getting-started", "UPValenciaX+BSP101x", "Basic Spanish 1: Getting Started", 7, "Greets, asks and answers.", "UPValenciaX", "Language"),
    ("introduction-to-sociology", "WellesleyX+SOC108x", "Global Sociology", 12, "How people, goods and ideas cross borders.", "WellesleyX", "Social Sciences"),
]  # fmt: skip
EDX_PROGRAMS = [
    ("professional-certificate/uc3mx-introduction-to-java-programming", "Professional Certificate", "Introduction to Java Programming", "4 months", "$376.20", ["Introduction to Java Programming: Starting to Code in Java", "Introduction to Java Programming: Writing Good Code"]),
    ("micromasters/ubcx-software-development", "MicroMasters", "Software Development", "9 months", "$1,250.10", ["How to Code: Simple Data", "How to Code: Complex Data", "Software Construction: Data Abstraction"]),
    ("micromasters/ritx-cybersecurity", "MicroMasters", "Cybersecurity", "10 months", "$1,341.00", ["Cybersecurity Fundamentals", "Computer Forensics", "Network Security"]),
]  # fmt: skip
# Khan Academy: id, title, what it is, units, path
KHAN = [
    ("al1", "Algebra 1", "Lines, inequalities, exponents and quadratics.", ["Linear equations", "Quadratics"], "math/algebra"),
    ("al2", "Algebra 2", "Polynomials, logarithms and rational functions.", ["Polynomials", "Logarithms"], "math/algebra2"),
    ("trg", "Trigonometry", "Triangles, the unit circle and waves.", ["Right triangles", "Trigonometric functions"], "math/trigonometry"),
    ("cal", "Calculus 1", "Limits, derivatives and integrals.", ["Limits", "Derivatives"], "math/calculus-1"),
    ("htm", "Computer programming: HTML/CSS", "Making webpages by hand.", ["HTML basics", "CSS layout"], "computing/html-css"),
    ("csp", "AP®︎/College Computer Science Principles", "Data, the internet and programming.", ["Digital information", "Programming"], "computing/ap-computer-science-principles"),
    ("gra", "Grammar", "English words, sentences and punctuation.", ["Parts of speech", "Syntax"], "humanities/grammar"),
    ("gov", "US government and civics", "How laws are made, and by whom.", ["Foundations", "Participation"], "humanities/us-government-and-civics"),
    ("wor", "World history", "From the first cities to today.", ["Ancient", "Modern"], "humanities/world-history"),
    ("ent", "Entrepreneurship", "People who began a firm tell how.", ["Interviews"], "college-careers-more/entrepreneurship2"),
    ("bio", "High school biology", "Cells, inheritance and evolution.", ["Cells", "Evolution"], "science/high-school-biology"),
]  # fmt: skip
# Cornell: slug -> (title, what it is, (code, title) of its courses)
CORNELL = {
    "applied-mathematics-phd": ("Applied Mathematics (PhD)", "Analysis, probability and computation in the service of the sciences.", [("MATH 6110", "Real Analysis")]),
}  # fmt: skip
