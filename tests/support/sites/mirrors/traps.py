"""Links that no crawl of a catalog should follow, and addresses that must never be asked for."""

# what stands in the menus and footers of catalogs; the odd mailto is as sites print it
LINKS = """<a href="/academic-calendar/">Academic Calendar</a> <a href="/faculty/">Faculty &amp; Staff Directory</a>
<a href="/login?next=/admin">Log In</a> <a href="/admissions/tuition-fees/">Tuition &amp; Fees</a>
<a href="https://www.elsewhere.example.org/programs/">Other programs</a> <a href="javascript:void(0)">Courses</a>
<a href="mailto:lamps%40example.edu?subject=It's%20%E2%80%9Codd%E2%80%9D&cc=a b@example.edu">Write to us</a>
<a href="http://[::1/">Broken</a> <a href="/files/catalog-2026.pdf">Catalog as a file</a> <a href="tel:+1-555">Phone</a>"""
NEVER = ("/academic-calendar/", "/faculty/", "/login?next=/admin", "/admissions/tuition-fees/")
