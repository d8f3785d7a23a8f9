"""Sample pages of AAAI, the IEEE Computational Intelligence Society and IEEE vTools, and of INFOSEC (its layout is INVENTED)."""

import json

from samples.answers import data, missing, page, robots, sitemap

AAAI, CIS, SCHOOL, VTOOLS, INFOSEC = (
    "https://aaai.org",
    "https://cis.ieee.org",
    "https://ieeecissummerschool2026.vercel.app",
    "https://events.vtools.ieee.org",
    "https://www.infosecinstitute.com",
)
EAAI = (
    '<!DOCTYPE html><html lang="en"><head><title>EAAI-27 Call</title></head><body><header><p>AAAI</p><nav><a href="/">Home</a></nav></header>'
    '<main id="genesis-content"><article><h1 class="entry-title">The 17th Symposium on Educational Advances in Artificial Intelligence (EAAI-27)</h1><div class="entry-content">'
    "<p>EAAI-27 will be held 21-23 February 2027 in Montréal, Canada, collocated with AAAI-27, for those who teach artificial intelligence.</p>"
    "<h2>Timetable</h2><ul><li>Abstracts due: September 1, 2026, 11:59 PM UTC-12</li><li>Papers due: September 8, 2026, 11:59 PM UTC-12</li>"
    "<li>Notification: November 17, 2026</li><li>Camera-ready copy due: December 14, 2026</li></ul>"
    "<p>The AAAI-27 main technical track meets February 16-23, 2027.</p></div></article></main></body></html>"
)
CALENDAR = [
    (
        "IEEE CIS Summer School on Quantum Computational Intelligence",
        "26-28 June 2024",
        "Yokohama, Japan",
    ),
    (
        "IEEE CIS Summer School: Fine-Tuning Large Language Models and Inference Optimization",
        "22-27 June 2026",
        "Pune, India",
    ),
    (
        "IEEE World Congress on Computational Intelligence (WCCI)",
        "21-26 June 2026",
        "Maastricht, Netherlands",
    ),
    (
        "IEEE Symposium Series on Computational Intelligence with an education track on machine learning",
        "17-20 March 2027",
        "Trondheim, Norway",
    ),
]
EVENT = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Event",
            "name": "IEEE CIS Summer School 2026",
            "description": "Six days on fine-tuning large language models and on serving them fast.",
            "startDate": "2026-06-22",
            "endDate": "2026-06-27",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {
                "@type": "Place",
                "name": "PCCoE",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Pune",
                    "addressCountry": "IN",
                },
            },
            "organizer": {
                "@type": "Organization",
                "name": "IEEE Computational Intelligence Society",
            },
            "offers": {
                "@type": "Offer",
                "availability": "https://schema.org/InStock",
                "priceCurrency": "INR",
            },
        },
        {"@type": "WebSite", "name": "Summer School", "url": SCHOOL},
    ],
}
MEETINGS = [
    (
        "401001",
        "Deepfake detection: a tutorial",
        "How a synthetic face gives itself away, with machine learning.",
        "2027-01-12",
        "virtual",
        "Pittsburgh Section",
    ),
    (
        "401002",
        "Summer school on deep learning for signals",
        "Five days of neural networks.",
        "2027-07-05",
        "physical",
        "Turin Chapter",
    ),
    (
        "401003",
        "ExCom monthly meeting",
        "Officers only.",
        "2026-12-02",
        "virtual",
        "Boston Section",
    ),
    (
        "401004",
        "Large language models in the classroom",
        "A talk for teachers on language models.",
        "2027-02-03",
        "hybrid",
        "Montreal Section",
    ),
    (
        "401005",
        "Transformer maintenance for power engineers",
        "Oil, windings and heat.",
        "2027-03-03",
        "physical",
        "Ohio Section",
    ),
    (
        "401006",
        "Reinforcement learning for robots",
        "From simulation to the arm.",
        "2027-04-14",
        "virtual",
        "Tokyo Section",
    ),
    (
        "401007",
        "Generative AI and authenticity",
        "Watermarks, provenance and forensics.",
        "2027-05-11",
        "virtual",
        "London Section",
    ),
    (
        "401008",
        "Introduction to computer vision",
        "Pictures as numbers.",
        "2027-06-01",
        "physical",
        "Delhi Section",
    ),
]
LIST = f"{VTOOLS}/RST/events/api/public/v8/events/list.json?span=now~now%2B365.days&limit=1000&sort=start-time"


def meeting(number: str, title: str, text: str, day: str, kind: str, host: str) -> dict:
    return {
        "id": number,
        "type": "events",
        "attributes": {
            "title": title, "description": f"<p>{text}</p>", "start-time": f"{day}T15:00:00.000Z", "end-time": f"{day}T17:00:00.000Z", "location-type": kind, "virtual": kind == "virtual",
            "city": None if kind == "virtual" else "On site", "cost": "", "link": f"{VTOOLS}/m/{number}", "cancelled": False, "primary-host": {"name": host},
        },
    }  # fmt: skip


def calendar() -> str:
    rows = "".join(
        f'<li><a href="/conferences/{at}">{title}</a> {when}, {where}</li>'
        for at, (title, when, where) in enumerate(CALENDAR)
    )
    return f'<!DOCTYPE html><html lang="en"><head><title>Conference Calendar</title></head><body><nav><a href="/about">About</a></nav><main><h1>Conference Calendar</h1><ul>{rows}</ul></main></body></html>'


def skill(title: str, text: str, facts: dict[str, str], more: str = "") -> str:
    listed = "".join(f"<p><strong>{name}:</strong> {value}</p>" for name, value in facts.items())
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Infosec</title><meta property="og:title" content="{title}"><meta property="og:description" content="{text}"></head>'
        f"<body><nav><a href='/skills/'>Skills</a></nav><main><h1>{title}</h1><p>{text}</p>{listed}{more}</main></body></html>"
    )


SKILLS = {
    "/skills/courses/hacking-captcha-systems/": skill("Hacking CAPTCHA Systems", "Reads distorted letters with neural networks, to show how weak the test is.", {"Duration": "1 hour 30 minutes", "Level": "Intermediate"}),
    "/skills/courses/introduction-to-artificial-intelligence-for-security/": skill("Introduction to Artificial Intelligence for Security", "What machine learning can and cannot do for a defender.", {"Duration": "2 hours", "Level": "Beginner"}),
    "/skills/courses/machine-learning-for-malware/": skill("Machine Learning for Malware Analysis", "Sorts samples by what a classifier learned of them.", {"Duration": "3 hours", "Level": "Advanced"}),
    "/skills/courses/generative-ai-for-defenders/": skill("Generative AI for Defenders", "Language models at the desk of an analyst, and in the hands of the other side.", {"Duration": "2 hours", "Level": "Beginner"}),
    "/skills/learning-paths/cybersecurity-data-science/": skill(
        "Cybersecurity Data Science", "Machine learning for those who defend networks.", {"Duration": "12 hours"},
        "<h2>Courses</h2><ul><li>Machine Learning for Malware Analysis</li><li>Hacking CAPTCHA Systems</li></ul>",
    ),
    "/courses/ec-council-cpent-ai-boot-camp/": skill("EC-Council CPENT AI Boot Camp", "Penetration testing with the help of artificial intelligence.", {"Format": "Online", "Level": "Advanced"}),
}  # fmt: skip
PODCAST = "/podcast/from-ai-to-deepfakes-how-machine-learning-is-affecting-cybersecurity/"
GONE = "/skills/courses/a-neural-network-course-that-moved/"

ANSWERS = {
    "aaai": [
        page(f"{AAAI}/robots.txt", "User-agent: *\nCrawl-delay: 43200\nDisallow: /wp-admin/\n", "text/plain"),
        page(f"{AAAI}/conference/aaai/aaai-27/eaai-27-call/", EAAI),
    ],
    "ieee-cis": [
        robots(CIS, "User-agent: *\nDisallow: /administrator/\n"),
        page(f"{CIS}/conferences/conference-calendar", calendar()),
        missing(f"{SCHOOL}/robots.txt"),
        page(f"{SCHOOL}/", f'<!DOCTYPE html><html lang="en"><head><title>IEEE CIS Summer School 2026</title><link rel="canonical" href="{SCHOOL}/"><script type="application/ld+json">{json.dumps(EVENT)}</script></head><body><h1>Summer School</h1></body></html>'),
        *(missing(f"{CIS}/conferences/{at}") for at in range(len(CALENDAR))),
    ],
    "ieee-vtools": [
        page(f"{VTOOLS}/robots.txt", "User-agent: *\nCrawl-delay: 60\n", "text/plain"),
        data(LIST, {"data": [meeting(*one) for one in MEETINGS[:4]], "meta": {"paging": {"total_pages": 2}}}),
        data(f"{LIST}&page=2", {"data": [meeting(*one) for one in MEETINGS[4:]], "meta": {"paging": {"total_pages": 2}}}),
    ],
    "infosec": [
        robots(INFOSEC, "User-agent: *\nDisallow: /account/\n"),
        sitemap(f"{INFOSEC}/sitemap.xml", [f"{INFOSEC}{path}" for path in (*SKILLS, PODCAST, GONE)]),
        page(f"{INFOSEC}/skills/", '<!DOCTYPE html><html><body><main><h1>Skills</h1><ul>' + "".join(f'<li><a href="{path}?utm_source=skills">{path}</a></li>' for path in SKILLS) + "</ul></main></body></html>"),
        *(page(f"{INFOSEC}{path}", body) for path, body in SKILLS.items()),
        missing(f"{INFOSEC}{GONE}"),
    ],
}  # fmt: skip
