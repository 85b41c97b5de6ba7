# Benchmarks: a peer, the workloads with Django's ORM and its public methods. See Benchmarks/README.md.

import sys

try:
    import django
except ImportError:
    sys.exit("Django is missing: pip install -r Benchmarks/peers/requirements.txt")
from django.conf import settings

DATABASE = {
    "ENGINE": "django.db.backends.sqlite3",
    # The path is given before it is opened. Django turns foreign keys on by itself.
    "NAME": "",
    "OPTIONS": {"init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"},
}
settings.configure(
    # This file is the application too.
    INSTALLED_APPS=[__name__],
    DATABASES={"default": {}, "reading": {**DATABASE}, "writing": {**DATABASE}},
    USE_TZ=True,
    TIME_ZONE="UTC",
)
django.setup()

from django.db import connections, models, transaction  # noqa: E402

import peer  # noqa: E402


class Category(models.Model):
    name = models.TextField()

    class Meta:
        db_table = "category"


class Contact(models.Model):
    username = models.TextField()
    email = models.TextField()
    created = models.DateTimeField()
    modified = models.DateTimeField()
    categories = models.ManyToManyField(Category, through="Link")

    class Meta:
        db_table = "contact"


class Link(models.Model):
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="links")
    category = models.ForeignKey(Category, models.PROTECT, related_name="links")
    created = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "contact_category"
        constraints = [models.UniqueConstraint(fields=["contact", "category"], name="one_link")]


class Django:
    def __init__(self, lists):
        self.lists = lists
        self.now = peer.utc(peer.NOW, has_zone=True)
        self.workloads = {
            "W1": self.insert, "W2": self.fetch, "W3": self.prefetch, "W4": self.filter, "W5": self.set, "W6": self.look_up, "W7": self.add,
        }

    def open(self, path, writes):
        db = "writing" if writes else "reading"
        connections[db].settings_dict["NAME"] = path
        connections[db].ensure_connection()
        return db

    def close(self, db):
        connections[db].close()

    def insert(self, db, clock):
        links = [
            Link(
                contact_id=contact, category_id=category, created=peer.utc(created, has_zone=True),
                deleted_at=None if deleted < 0 else peer.utc(deleted, has_zone=True),
            )
            for contact, category, created, deleted in self.lists.links
        ]
        with clock:
            made = Link.objects.using(db).bulk_create(links)
        return lambda: f"{len(made)} inserted"

    def fetch(self, db, clock):
        with clock:
            links = list(Link.objects.using(db).all())
        return lambda: peer.digest(map(peer.link_figures, links))

    def prefetch(self, db, clock):
        # The prefetch filters by the same join that tells whose category it is, so that only live links count.
        live = models.Prefetch("categories", Category.objects.filter(links__deleted_at=None), to_attr="live_categories")
        with clock:
            contacts = list(Contact.objects.using(db).order_by("id").prefetch_related(live)[: peer.OWNER_COUNT])
        return lambda: peer.digest((peer.owner_figures(contact, contact.live_categories) for contact in contacts), in_order=True)

    def filter(self, db, clock):
        with clock:
            live = Link.objects.filter(category__in=self.lists.filter, deleted_at=None)
            contacts = list(Contact.objects.using(db).filter(id__in=live.values("contact_id")).order_by("username"))
        return lambda: peer.digest(map(peer.contact_figures, contacts), in_order=True)

    def look_up(self, db, clock):
        with clock, transaction.atomic(using=db):
            contacts = [Contact.objects.using(db).get(pk=key) for key in self.lists.look_ups]
        return lambda: peer.digest(map(peer.contact_figures, contacts), in_order=True)

    def set(self, db, clock):
        # By hand, as `contact.categories.set(…, through_defaults=…)` does not tell how many it added and removed (and takes longer).
        added = existing = removed = 0
        with clock, transaction.atomic(using=db):
            for contact, categories in self.lists.sets:
                links, want = Link.objects.using(db).filter(contact_id=contact), set(categories)
                have = set(links.values_list("category_id", flat=True))
                removed += links.filter(category_id__in=have - want).delete()[0]
                missing = [Link(contact_id=contact, category_id=category, created=self.now) for category in want - have]
                added += len(Link.objects.using(db).bulk_create(missing))
                existing += len(have & want)
        return lambda: peer.counts(added, existing, removed)

    def add(self, db, clock):
        # `get_or_create`, as neither `bulk_create(ignore_conflicts=True)` nor `contact.categories.add` tells whether the link was there.
        added = 0
        with clock, transaction.atomic(using=db):
            for contact, category in self.lists.adds:
                _, is_new = Link.objects.using(db).get_or_create(
                    contact_id=contact, category_id=category, defaults={"created": self.now}
                )
                added += is_new
        return lambda: peer.counts(added, len(self.lists.adds) - added, 0)


if __name__ == "__main__":
    peer.serve(f"Django {django.__version__}", Django)
