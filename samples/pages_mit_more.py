"""Sample answers of MIT Learn's API for five providers, of its search, and the deepfake module's pages (their layout is UNPROVEN)."""

from samples.answers import data, missing, page, robots

API, MODULE = "https://api.learn.mit.edu", "https://deepfakes.virtuality.mit.edu"


def resource(
    offered: str,
    readable: str,
    title: str,
    text: str,
    kind: str = "course",
    weeks: int | None = None,
    price: str | None = None,
    **more: object,
) -> dict:
    return {
        "readable_id": readable, "title": title, "description": f"<p>{text}</p>", "resource_type": kind, "platform": {"code": offered, "name": offered},
        "offered_by": {"code": offered, "name": {"mitx": "MITx", "xpro": "MIT xPRO", "mitpe": "MIT Professional Education", "see": "MIT Sloan Executive Education", "bootcamps": "Bootcamps", "ocw": "MIT OpenCourseWare"}[offered]},
        "url": f"https://example.mit.edu/{offered}/{readable.lower().replace('+', '-').replace(':', '-')}", "topics": [{"name": "Machine Learning"}], "free": price is None, "published": True,
        "duration": f"{weeks} weeks" if weeks else "", "delivery": [{"code": "online", "name": "Online"}], "prices": [price] if price else [],
        "runs": [{"id": 1, "start_date": "2026-09-14T00:00:00Z", "end_date": "2026-12-14T00:00:00Z", "instructors": [{"full_name": name} for name in more.get("people", ())], "level": [{"code": "graduate", "name": "Graduate"}]}],
        **{name: value for name, value in more.items() if name != "people"},
    }  # fmt: skip


def envelope(rows: list[dict], following: str | None = None) -> dict:
    return {"count": len(rows), "next": following, "previous": None, "results": rows}


def catalog(offered: str, pages: list[list[dict]], programs: list[dict]) -> list:
    base = f"{API}/api/v1/courses/?offered_by={offered}&limit=100&offset="
    return [
        robots(API, "User-agent: *\nDisallow: /admin/\n"),
        *(
            data(
                f"{base}{100 * at}",
                envelope(rows, f"{base}{100 * (at + 1)}" if at + 1 < len(pages) else None),
            )
            for at, rows in enumerate(pages)
        ),
        data(f"{API}/api/v1/programs/?offered_by={offered}&limit=100&offset=0", envelope(programs)),
    ]


SEARCH = f"{API}/api/v1/learning_resources_search/?q="
GOALS = [
    "know the words of synthetic media",
    "judge how it disturbs the news",
    "look closely at a picture and at a voice",
    "use it for the public good",
]


def module(title: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><nav><a href="/learning-goals/">Learning Goals</a></nav><main><h1>{title}</h1>{body}</main></body></html>'


ANSWERS = {
    "mitx": catalog(
        "mitx",
        [
            [
                resource("mitx", "course-v1:MITxT+6.86x", "Machine Learning with Python: from Linear Models to Deep Learning", "Linear models, kernels and deep networks, with projects.", weeks=15, price="300.00", people=("Regina Barzilay",)),
                resource("mitx", "course-v1:MITxT+14.310x", "Data Analysis for Social Scientists", "Probability and statistics, and a first look at machine learning.", weeks=11, price="300.00"),
                resource("mitx", "course-v1:MITxT+8.01x", "Mechanics", "Forces and motion.", weeks=14),
            ],
            [resource("mitx", "course-v1:MITxT+6.431x", "Probability: the Science of Uncertainty and Data", "The language of chance.", weeks=16, price="300.00")],
        ],
        [resource("mitx", "program-v1:MITx+SDS", "Statistics and Data Science", "Five courses on data and machine learning.", "program", certification_type={"code": "micromasters", "name": "MicroMasters Credential"}, courses=[{"title": "Probability: the Science of Uncertainty and Data", "readable_id": "course-v1:MITxT+6.431x"}, {"title": "Machine Learning with Python: from Linear Models to Deep Learning", "readable_id": "course-v1:MITxT+6.86x"}])],
    ),
    "mit-xpro": catalog(
        "xpro",
        [[
            resource("xpro", "course-v1:xPRO+MLx1", "Machine Learning, Modeling, and Simulation Principles", "Learning and physics side by side.", weeks=5, price="1299.00"),
            resource("xpro", "course-v1:xPRO+GenAI", "Deploying Generative AI", "From a prompt to a service.", weeks=6, price="2500.00"),
            resource("xpro", "course-v1:xPRO+SysE", "Architecture of Complex Systems", "Systems that outgrow one mind.", weeks=4, price="799.00"),
        ]],
        [resource("xpro", "program-v1:xPRO+ML", "Machine Learning, Modeling, and Simulation", "Two courses on learning in engineering.", "program", certification_type={"code": "professional", "name": "Professional Certificate"}, courses=[{"title": "Machine Learning, Modeling, and Simulation Principles", "readable_id": "course-v1:xPRO+MLx1"}])],
    ),
    "mit-professional-education": catalog(
        "mitpe",
        [[
            resource("mitpe", "mitpe-ml-bd", "Machine Learning for Big Data and Text Processing", "Foundations in two days.", price="2500.00", people=("Regina Barzilay",)),
            resource("mitpe", "mitpe-adv", "Advanced Machine Learning", "Beyond the foundations.", price="3500.00"),
            resource("mitpe", "mitpe-robot", "Robotics and Autonomous Vehicles", "Perception, planning and control.", price="3000.00"),
        ]],
        [],
    ),
    "mit-sloan": catalog(
        "see",
        [[
            resource("see", "see-ai", "Artificial Intelligence: Implications for Business Strategy", "What managers should ask of machine learning.", weeks=6, price="3850.00"),
            resource("see", "see-ml", "Machine Learning in Business", "Where learning pays in a firm.", weeks=6, price="3850.00"),
            resource("see", "see-neg", "Negotiation for Executives", "Bargains that last.", price="4500.00"),
        ]],
        [],
    ),
    "mit-bootcamps": catalog("bootcamps", [[resource("bootcamps", "bootcamp-deeptech", "Deep Technology Bootcamp", "A week of building with artificial intelligence and sensors.", price="9500.00"), resource("bootcamps", "bootcamp-sports", "Sports Entrepreneurship Bootcamp", "A week of founding in sport.", price="6500.00")]], []),
    "mit-learn": [
        robots(API, "User-agent: *\nDisallow: /admin/\n"),
        data(f"{SEARCH}deepfake&resource_type_group=course&limit=100&offset=0", envelope([resource("ocw", "RES.CMS-001+spring_2021", "Media Literacy in the Age of Deepfakes", "What synthetic media is, and how a deepfake is told.", people=("Joshua Glick",))])),
        data(f"{SEARCH}ai-generated+media&resource_type_group=course&limit=100&offset=0", envelope([])),
    ],
    "mit-deepfakes": [
        missing(f"{MODULE}/robots.txt"),
        page(
            f"{MODULE}/",
            module(
                "Media Literacy in the Age of Deepfakes",
                "<p>A learning module in three connected sections on deepfakes, by MIT's Center for Advanced Virtuality, for anyone and at their own pace.</p>"
                "<dl><dt>Cost</dt><dd>Free</dd><dt>Format</dt><dd>Online</dd><dt>Level</dt><dd>Beginner</dd></dl><h2>Deepfakes 101</h2><p>How synthetic media is made.</p>",
            ),
        ),
        page(f"{MODULE}/learning-goals/", module("Learning Goals", "<ol>" + "".join(f"<li>{goal}</li>" for goal in GOALS) + "</ol>")),
    ],
}  # fmt: skip
