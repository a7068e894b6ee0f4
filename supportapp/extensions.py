"""The module-level singletons of the application, and nothing else."""

from typing import TYPE_CHECKING

from flask_bootstrap import Bootstrap5
from flask_jwt_extended import JWTManager
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_smorest import Api
from flask_sqlalchemy import SQLAlchemy

from supportapp.database import Base

db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})
migrate = Migrate()
jwt = JWTManager()
api = Api()
limiter = Limiter(key_func=get_remote_address)
bootstrap = Bootstrap5()

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model
