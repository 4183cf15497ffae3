"""What the web tests share: the application on fakes, in process."""

from collections.abc import Iterator

import pytest
from fakes import FakeAssistant, fake_services
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.store.database import Database
from bot.web.app import create_app
from bot.web.services import Services


@pytest.fixture
def services(database: Database) -> Services:
    return fake_services(database)


@pytest.fixture
def assistant(services: Services) -> FakeAssistant:
    assert isinstance(services.assistant, FakeAssistant)
    return services.assistant


@pytest.fixture
def app(services: Services) -> FastAPI:
    return create_app(services)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as connected:
        yield connected
