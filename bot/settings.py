"""Settings: one frozen object read from the environment (prefix `BOT_`) at the entry points only."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.resources import packaged


class Settings(BaseSettings):
    """Everything that can be set. The defaults run offline, without any key."""

    model_config = SettingsConfigDict(env_prefix="BOT_", env_ignore_empty=True, frozen=True, extra="ignore")

    data_dir: Path = Field(
        default=Path(".passerelle"), description="Dossier de tout l'état : base, index, modèle."
    )
    seeds_dir: Path = Field(
        default_factory=lambda: packaged("seeds"),
        description="Dossier qui contient `documents/`, `catalogue/` et `glossary.yaml`.",
    )
    today: date | None = Field(
        default=None, description="Date du jour imposée (essais) ; sinon celle de la machine."
    )

    embedding_model: str = Field(
        default="bundled", description="`bundled`, ou tout nom ou dossier que sentence-transformers charge."
    )
    reranker_model: str | None = Field(
        default=None, description="Un CrossEncoder de sentence-transformers ; aucun par défaut."
    )
    chroma_url: str | None = Field(default=None, description="Serveur Chroma ; sinon Chroma embarqué.")
    database_url: str | None = Field(default=None, description="URL SQLAlchemy ; sinon SQLite.")

    otlp_endpoint: str | None = Field(
        default=None, description="Collecteur OpenTelemetry (OTLP, gRPC) des traces ; aucun par défaut."
    )

    llm_base_url: str | None = Field(
        default=None, description="Service compatible OpenAI ; aucun par défaut."
    )
    llm_model: str = Field(default="", description="Nom du modèle demandé à ce service.")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="Clé de ce service.")
    llm_timeout: float = Field(default=4.0, gt=0, description="Délai de la première phrase, en secondes.")

    directory_url: str | None = Field(
        default=None, description="Adresse de l'API « Recherche d'entreprises » ; aucune par défaut."
    )

    contact: str = Field(
        default="votre chambre de commerce et d'industrie (CCI)",
        description="À qui adresser la personne quand les sources ne disent rien.",
    )
    smtp_url: SecretStr | None = Field(
        default=None, description="Serveur d'envoi, `smtp://[compte:secret@]hôte:port` ; aucun par défaut."
    )
    mail_from: str = Field(default="passerelle@localhost", description="Expéditeur des courriels.")
    public_url: str = Field(
        default="http://127.0.0.1:8000", description="Adresse publique, pour les liens des courriels."
    )
    webhook_url: str | None = Field(default=None, description="Adresse qui reçoit les évènements.")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="Secret qui les signe.")
    redis_url: SecretStr | None = Field(
        default=None, description="Serveur Redis où plusieurs processus comptent les appels ensemble."
    )
    rate_address: str = Field(
        default="1200/minute", description="Appels à l'API par adresse ; vide, sans limite."
    )
    rate_key: str = Field(default="6000/minute", description="Appels à l'API par clé ; vide, sans limite.")
    rate_site: str = Field(default="6000/minute", description="Appels à l'API par site ; vide, sans limite.")
    trusted_proxies: str = Field(
        default="",
        description="Adresses et réseaux des mandataires crus sur parole, séparés par des virgules.",
    )
    secret: SecretStr = Field(
        default=SecretStr(""),
        description="Secret qui signe les jetons du module ; sinon un secret du dossier de données.",
    )
    keep_conversations: int = Field(
        default=400, ge=1, description="Jours pendant lesquels une conversation est gardée."
    )
    keep_requests: int = Field(
        default=1095, ge=1, description="Jours de conservation d'une demande après son dernier évènement."
    )
    erasures: Path | None = Field(
        default=None, description="Journal des effacements, hors du dossier de données si on le préfère."
    )
    queue: int = Field(
        default=64,
        ge=1,
        description="Réponses en cours ou en attente à la fois ; au-delà, un refus immédiat (503).",
    )
    threads: int = Field(default=2, ge=1, description="Fils de calcul du modèle.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def erasures_file(self) -> Path:
        """The journal of what people had erased."""
        return self.erasures or self.data_dir / "effacements.jsonl"

    @property
    def is_shared(self) -> bool:
        """Whether several processes may serve together: nothing that one of them needs is its own."""
        return bool(self.chroma_url) and (self.database_url or "").startswith("postgresql")
