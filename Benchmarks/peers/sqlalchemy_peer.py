# Benchmarks: a peer, the workloads with SQLAlchemy's ORM. See Benchmarks/README.md.

import sys
from datetime import datetime
from typing import Optional

try:
    import sqlalchemy
except ImportError:
    sys.exit("SQLAlchemy is missing: pip install -r Benchmarks/peers/requirements.txt")
from sqlalchemy import ForeignKey, UniqueConstraint, create_engine, delete, event, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

import peer


class Base(DeclarativeBase):
    pass


class Category(Base):
    __tablename__ = "category"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Link(Base):
    __tablename__ = "contact_category"
    __table_args__ = (UniqueConstraint("contact_id", "category_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    created: Mapped[datetime]
    deleted_at: Mapped[Optional[datetime]]


class Contact(Base):
    __tablename__ = "contact"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    email: Mapped[str]
    created: Mapped[datetime]
    modified: Mapped[datetime]
    live_categories: Mapped[list[Category]] = relationship(
        secondary=Link.__table__, primaryjoin=lambda: (Contact.id == Link.contact_id) & Link.deleted_at.is_(None), viewonly=True
    )


class SQLAlchemy:
    def __init__(self, lists):
        self.lists = lists
        self.now = peer.utc(peer.NOW, has_zone=False)
        self.links = [
            {
                "contact_id": contact, "category_id": category, "created": peer.utc(created, has_zone=False),
                "deleted_at": None if deleted < 0 else peer.utc(deleted, has_zone=False),
            }
            for contact, category, created, deleted in lists.links
        ]
        self.workloads = {
            "W1": self.insert, "W2": self.fetch, "W3": self.prefetch, "W4": self.filter, "W5": self.set, "W6": self.look_up, "W7": self.add,
        }

    def open(self, path, writes):
        engine = create_engine(f"sqlite:///{path}")

        @event.listens_for(engine, "connect")
        def connected(connection, record):
            # The driver would begin no transaction before the first change; see "begin" below.
            connection.isolation_level = None
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begun(connection):
            connection.exec_driver_sql("BEGIN")

        engine.connect().close()
        return engine

    def close(self, engine):
        engine.dispose()

    # Sessions that read are closed off the clock: that lets go of what they read.

    def insert(self, engine, clock):
        with Session(engine) as session, clock, session.begin():
            session.execute(insert(Link), self.links)
        return lambda: f"{len(self.links)} inserted"

    def fetch(self, engine, clock):
        with Session(engine) as session:
            with clock:
                links = session.scalars(select(Link)).all()
        return lambda: peer.digest(map(peer.link_figures, links))

    def prefetch(self, engine, clock):
        with Session(engine) as session:
            with clock:
                first = select(Contact).order_by(Contact.id).limit(peer.OWNER_COUNT)
                contacts = session.scalars(first.options(selectinload(Contact.live_categories))).all()
        return lambda: peer.digest((peer.owner_figures(contact, contact.live_categories) for contact in contacts), in_order=True)

    def filter(self, engine, clock):
        with Session(engine) as session:
            with clock:
                live = select(Link.contact_id).where(Link.category_id.in_(self.lists.filter), Link.deleted_at.is_(None))
                contacts = session.scalars(select(Contact).where(Contact.id.in_(live)).order_by(Contact.username)).all()
        return lambda: peer.digest(map(peer.contact_figures, contacts), in_order=True)

    def look_up(self, engine, clock):
        with Session(engine) as session:
            with clock:
                # Not `session.get`: it asks the database once for each key, and more than half of the look-ups are for a key that
                # came before.
                contacts = [session.scalars(select(Contact).where(Contact.id == key)).one() for key in self.lists.look_ups]
        return lambda: peer.digest(map(peer.contact_figures, contacts), in_order=True)

    def set(self, engine, clock):
        # Statements rather than a collection of links, which would read each link into an object and tell no counts.
        added = existing = removed = 0
        with Session(engine) as session, clock, session.begin():
            for contact, categories in self.lists.sets:
                want = set(categories)
                have = set(session.scalars(select(Link.category_id).where(Link.contact_id == contact)))
                superfluous = delete(Link).where(Link.contact_id == contact, Link.category_id.in_(have - want))
                removed += session.execute(superfluous, execution_options={"synchronize_session": False}).rowcount
                missing = [{"contact_id": contact, "category_id": category, "created": self.now} for category in want - have]
                if missing:
                    session.execute(insert(Link), missing)
                added += len(missing)
                existing += len(have & want)
        return lambda: peer.counts(added, existing, removed)

    def add(self, engine, clock):
        added = 0
        idempotent = sqlite.insert(Link).on_conflict_do_nothing(index_elements=[Link.contact_id, Link.category_id])
        with Session(engine) as session, clock, session.begin():
            for contact, category in self.lists.adds:
                link = idempotent.values(contact_id=contact, category_id=category, created=self.now)
                added += session.execute(link).rowcount
        return lambda: peer.counts(added, len(self.lists.adds) - added, 0)


if __name__ == "__main__":
    peer.serve(f"SQLAlchemy {sqlalchemy.__version__}", SQLAlchemy)
