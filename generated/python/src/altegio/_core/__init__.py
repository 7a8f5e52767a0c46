"""The runtime that a generated client stands on. Names are loaded when they are first used."""

# The constant instead of `typing.TYPE_CHECKING`: importing typing would cost more than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .bodies import BinaryBody as BinaryBody
    from .bodies import BodyChoice as BodyChoice
    from .bodies import FormBody as FormBody
    from .bodies import FormFields as FormFields
    from .bodies import JsonBody as JsonBody
    from .bodies import JsonFields as JsonFields
    from .bodies import MultipartBody as MultipartBody
    from .bodies import MultipartFields as MultipartFields
    from .bodies import Part as Part
    from .bodies import TextBody as TextBody
    from .client import AsyncClient as AsyncClient
    from .client import SyncClient as SyncClient
    from .codec import convert as convert
    from .codec import decode as decode
    from .codec import encode as encode
    from .conversion import pick as pick
    from .deprecation import deprecated as deprecated
    from .drift import Drift as Drift
    from .enums import IntEnum as IntEnum
    from .enums import StrEnum as StrEnum
    from .enums import is_known as is_known
    from .errors import ApiError as ApiError
    from .errors import BadGateway as BadGateway
    from .errors import BadRequest as BadRequest
    from .errors import CertificateError as CertificateError
    from .errors import ClientError as ClientError
    from .errors import ClosedError as ClosedError
    from .errors import Conflict as Conflict
    from .errors import ConnectionError as ConnectionError
    from .errors import DecodeError as DecodeError
    from .errors import Forbidden as Forbidden
    from .errors import GatewayTimeout as GatewayTimeout
    from .errors import Gone as Gone
    from .errors import InternalServerError as InternalServerError
    from .errors import InvalidArgumentError as InvalidArgumentError
    from .errors import Locked as Locked
    from .errors import MethodNotAllowed as MethodNotAllowed
    from .errors import MissingCredentialsError as MissingCredentialsError
    from .errors import MissingLibraryError as MissingLibraryError
    from .errors import NotFound as NotFound
    from .errors import OutcomeUnknownError as OutcomeUnknownError
    from .errors import PagingError as PagingError
    from .errors import PayloadTooLarge as PayloadTooLarge
    from .errors import PaymentRequired as PaymentRequired
    from .errors import PreconditionFailed as PreconditionFailed
    from .errors import RateLimited as RateLimited
    from .errors import RedirectError as RedirectError
    from .errors import RequestTimeout as RequestTimeout
    from .errors import ResponseTooLargeError as ResponseTooLargeError
    from .errors import SdkError as SdkError
    from .errors import ServerError as ServerError
    from .errors import ServiceUnavailable as ServiceUnavailable
    from .errors import TimeoutError as TimeoutError
    from .errors import TokenError as TokenError
    from .errors import Unauthorized as Unauthorized
    from .errors import UnprocessableEntity as UnprocessableEntity
    from .errors import UnsupportedMediaType as UnsupportedMediaType
    from .headers import Headers as Headers
    from .hooks import RequestEvent as RequestEvent
    from .hooks import ResponseEvent as ResponseEvent
    from .hooks import RetryEvent as RetryEvent
    from .incoming import read_event as read_event
    from .issues import Issue as Issue
    from .markers import EmptyListMap as EmptyListMap
    from .markers import EmptyListNone as EmptyListNone
    from .markers import Nothing as Nothing
    from .markers import array as array
    from .model import OMIT as OMIT
    from .model import Model as Model
    from .model import Omit as Omit
    from .model import always as always
    from .model import extra as extra
    from .model import to_dict as to_dict
    from .operation import Cookie as Cookie
    from .operation import Header as Header
    from .operation import Operation as Operation
    from .operation import Paging as Paging
    from .operation import Path as Path
    from .operation import Query as Query
    from .operation import Rule as Rule
    from .paging import AsyncPages as AsyncPages
    from .paging import Page as Page
    from .paging import Pages as Pages
    from .patterns import written as written
    from .payload import AsyncContent as AsyncContent
    from .payload import Content as Content
    from .payload import Upload as Upload
    from .preload import apreload as apreload
    from .preload import preload as preload
    from .readers import Binary as Binary
    from .readers import ByMedia as ByMedia
    from .readers import Empty as Empty
    from .readers import Events as Events
    from .readers import Json as Json
    from .readers import Lines as Lines
    from .readers import Text as Text
    from .response import Response as Response
    from .secrets import AsyncBasicSecret as AsyncBasicSecret
    from .secrets import AsyncOAuthSecret as AsyncOAuthSecret
    from .secrets import AsyncSecret as AsyncSecret
    from .secrets import BasicSecret as BasicSecret
    from .secrets import ClientCertificate as ClientCertificate
    from .secrets import ClientCredentials as ClientCredentials
    from .secrets import OAuthSecret as OAuthSecret
    from .secrets import RefreshToken as RefreshToken
    from .secrets import Secret as Secret
    from .secrets import SecretStr as SecretStr
    from .settings import ApiKey as ApiKey
    from .settings import Basic as Basic
    from .settings import Bearer as Bearer
    from .settings import Composed as Composed
    from .settings import Envelope as Envelope
    from .settings import ErrorPaths as ErrorPaths
    from .settings import HttpScheme as HttpScheme
    from .settings import MutualTls as MutualTls
    from .settings import OAuth2 as OAuth2
    from .settings import OpenIdConnect as OpenIdConnect
    from .settings import Rate as Rate
    from .settings import Server as Server
    from .settings import Settings as Settings
    from .settings import Timeout as Timeout
    from .settings import Variable as Variable
    from .streaming import AsyncDownload as AsyncDownload
    from .streaming import AsyncEventStream as AsyncEventStream
    from .streaming import AsyncLineStream as AsyncLineStream
    from .streaming import Download as Download
    from .streaming import Event as Event
    from .streaming import EventStream as EventStream
    from .streaming import LineStream as LineStream
    from .transport import AsyncReply as AsyncReply
    from .transport import AsyncTransport as AsyncTransport
    from .transport import AsyncTransportLike as AsyncTransportLike
    from .transport import Reply as Reply
    from .transport import Request as Request
    from .transport import Transport as Transport
    from .transport import TransportLike as TransportLike
    from .transports.aiohttp import AiohttpTransport as AiohttpTransport
    from .transports.httpx2 import AsyncHttpx2Transport as AsyncHttpx2Transport
    from .transports.httpx2 import Httpx2Transport as Httpx2Transport
    from .transports.mock import Answer as Answer
    from .transports.mock import AsyncMockTransport as AsyncMockTransport
    from .transports.mock import MockTransport as MockTransport
    from .transports.pyreqwest import AsyncPyreqwestTransport as AsyncPyreqwestTransport
    from .transports.pyreqwest import PyreqwestTransport as PyreqwestTransport
    from .transports.urllib3 import Urllib3Transport as Urllib3Transport
    from .unions import union as union

_NAMES = {
    "bodies": (
        "BinaryBody BodyChoice FormBody FormFields JsonBody JsonFields MultipartBody "
        "MultipartFields Part TextBody"
    ),
    "client": "AsyncClient SyncClient",
    "codec": "convert decode encode",
    "conversion": "pick",
    "deprecation": "deprecated",
    "drift": "Drift",
    "enums": "IntEnum StrEnum is_known",
    "errors": (
        "ApiError BadGateway BadRequest CertificateError ClientError ClosedError Conflict "
        "ConnectionError DecodeError Forbidden GatewayTimeout Gone InternalServerError "
        "InvalidArgumentError Locked MethodNotAllowed MissingCredentialsError "
        "MissingLibraryError NotFound OutcomeUnknownError PagingError PayloadTooLarge "
        "PaymentRequired PreconditionFailed RateLimited RedirectError RequestTimeout "
        "ResponseTooLargeError SdkError ServerError ServiceUnavailable TimeoutError "
        "TokenError Unauthorized UnprocessableEntity UnsupportedMediaType"
    ),
    "headers": "Headers",
    "hooks": "RequestEvent ResponseEvent RetryEvent",
    "incoming": "read_event",
    "issues": "Issue",
    "markers": "EmptyListMap EmptyListNone Nothing array",
    "model": "Model OMIT Omit always extra to_dict",
    "operation": "Cookie Header Operation Paging Path Query Rule",
    "paging": "AsyncPages Page Pages",
    "patterns": "written",
    "payload": "AsyncContent Content Upload",
    "preload": "apreload preload",
    "readers": "Binary ByMedia Empty Events Json Lines Text",
    "response": "Response",
    "secrets": (
        "AsyncBasicSecret AsyncOAuthSecret AsyncSecret BasicSecret ClientCertificate "
        "ClientCredentials OAuthSecret RefreshToken Secret SecretStr"
    ),
    "settings": (
        "ApiKey Basic Bearer Composed Envelope ErrorPaths HttpScheme MutualTls OAuth2 "
        "OpenIdConnect Rate Server Settings Timeout Variable"
    ),
    "streaming": (
        "AsyncDownload AsyncEventStream AsyncLineStream Download Event EventStream LineStream"
    ),
    "transport": (
        "AsyncReply AsyncTransport AsyncTransportLike Reply Request Transport TransportLike"
    ),
    "transports.aiohttp": "AiohttpTransport",
    "transports.httpx2": "AsyncHttpx2Transport Httpx2Transport",
    "transports.mock": "Answer AsyncMockTransport MockTransport",
    "transports.pyreqwest": "AsyncPyreqwestTransport PyreqwestTransport",
    "transports.urllib3": "Urllib3Transport",
    "unions": "union",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}

if not TYPE_CHECKING:

    def __getattr__(name):
        """Load the module that holds `name`."""
        module = _WHERE.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f".{module}", __name__), name)
        return value

    def __dir__():
        return sorted(_WHERE)
