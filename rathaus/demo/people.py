"""The invented people of the demo; nobody here exists."""

from typing import NamedTuple

# Printed at the start of the demo, which never runs in production (DEMO=1 is required).
PASSWORD = "hundemarke-am-main"  # noqa: S105


class DemoPerson(NamedTuple):
    """A member of staff: where they work and what they may do."""

    email: str
    first_name: str
    last_name: str
    city: str
    role: str
    office: str | None


PEOPLE = (
    DemoPerson("steuer@frankfurt.example", "Fenja", "Flussmann", "frankfurt", "clerk", "steuern"),
    DemoPerson("verkehr@frankfurt.example", "Falk", "Römerling", "frankfurt", "clerk", "verkehr"),
    DemoPerson("buero@frankfurt.example", "Frida", "Mainkamp", "frankfurt", "clerk", "buergeramt"),
    DemoPerson("umwelt@frankfurt.example", "Finn", "Grünwall", "frankfurt", "clerk", "umwelt"),
    DemoPerson("urkunden@frankfurt.example", "Flora", "Siegel", "frankfurt", "clerk", "standesamt"),
    DemoPerson("steuer@wiesbaden.example", "Wanda", "Quellgrund", "wiesbaden", "clerk", "kasse"),
    DemoPerson("parken@wiesbaden.example", "Willi", "Kurwald", "wiesbaden", "clerk", "verkehr"),
    DemoPerson("steuer@darmstadt.example", "Dora", "Heinerich", "darmstadt", "clerk", "stadtkasse"),
    DemoPerson("parken@darmstadt.example", "Dirk", "Woogmann", "darmstadt", "clerk", "meldeamt"),
    DemoPerson("gestaltung@frankfurt.example", "Fritzi", "Formbach", "frankfurt", "designer", None),
    DemoPerson("gestaltung@wiesbaden.example", "Walo", "Bogenau", "wiesbaden", "designer", None),
    DemoPerson("gestaltung@darmstadt.example", "Dani", "Kachelow", "darmstadt", "designer", None),
    DemoPerson("freigabe@frankfurt.example", "Florian", "Amtmann", "frankfurt", "approver", None),
    DemoPerson("freigabe@wiesbaden.example", "Wiebke", "Ratgeb", "wiesbaden", "approver", None),
    DemoPerson("freigabe@darmstadt.example", "Doris", "Siegelin", "darmstadt", "approver", None),
    DemoPerson(
        "verwaltung@frankfurt.example", "Fiete", "Schlüsselin", "frankfurt", "administrator", None
    ),
    # Of the operating unit, which stands in no city.
    DemoPerson("betrieb@rathaus.example", "Berit", "Leitwart", "", "operating", None),
)
