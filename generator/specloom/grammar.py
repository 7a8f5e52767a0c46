"""Which keys OpenAPI knows in which object, and what may stand there, as tables.

Notation: `text flag number whole any` are JSON kinds (`name` is text or a number, `kinds` a type or
a list of types, `limit` a number or a flag), `[X]` is a list of X, `{X}` an object with free names,
`X` an object of this grammar. `!` after a key means that the object says nothing without it; `3.1`
or `3.2` before a key is the version that brought it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

OBJECTS: Mapping[str, str] = {
    "OpenAPI": """
        openapi:name info:Info servers:[Server] paths:Paths components:Components
        security:[Security] tags:[Tag] externalDocs:ExternalDocs
        3.1 jsonSchemaDialect:text 3.1 webhooks:{PathItem} 3.2 $self:text""",
    "Info": """
        title:name version:name description:text termsOfService:text contact:Contact license:License
        3.1 summary:text""",
    "Contact": "name:text url:text email:text",
    "License": "name:text url:text 3.1 identifier:text",
    "Server": "url!:text description:text variables:{ServerVariable} 3.2 name:text",
    "ServerVariable": "default!:name enum:[name] description:text",
    "Tag": """
        name!:name description:text externalDocs:ExternalDocs
        3.2 summary:text 3.2 parent:text 3.2 kind:text""",
    "ExternalDocs": "url:text description:text",
    "Components": """
        schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example}
        requestBodies:{RequestBody} headers:{Header} securitySchemes:{SecurityScheme} links:{Link}
        callbacks:{Callback} 3.1 pathItems:{PathItem} 3.2 mediaTypes:{MediaType}""",
    "PathItem": """
        summary:text description:text servers:[Server] parameters:[Parameter]
        get:Operation put:Operation post:Operation delete:Operation options:Operation
        head:Operation patch:Operation trace:Operation
        3.2 query:Operation 3.2 additionalOperations:{Operation}""",
    "Operation": """
        tags:[name] summary:text description:text externalDocs:ExternalDocs operationId:name
        parameters:[Parameter] requestBody:RequestBody responses:Responses callbacks:{Callback}
        deprecated:flag security:[Security] servers:[Server]""",
    "Parameter": """
        name!:name in!:text description:text required:flag deprecated:flag allowEmptyValue:flag
        style:text explode:flag allowReserved:flag schema:Schema example:any examples:{Example}
        content:{MediaType}""",
    "Header": """
        description:text required:flag deprecated:flag allowEmptyValue:flag style:text
        explode:flag allowReserved:flag schema:Schema example:any examples:{Example}
        content:{MediaType}""",
    "RequestBody": "content!:{MediaType} description:text required:flag",
    "MediaType": """
        schema:Schema example:any examples:{Example} encoding:{Encoding}
        3.2 itemSchema:Schema 3.2 prefixEncoding:[Encoding] 3.2 itemEncoding:Encoding""",
    "Encoding": """
        contentType:text headers:{Header} style:text explode:flag allowReserved:flag
        3.2 encoding:{Encoding} 3.2 prefixEncoding:[Encoding] 3.2 itemEncoding:Encoding""",
    "Response": """
        description:text headers:{Header} content:{MediaType} links:{Link} 3.2 summary:text""",
    "Example": """
        summary:text description:text value:any externalValue:text
        3.2 dataValue:any 3.2 serializedValue:text""",
    "Link": """
        operationRef:text operationId:text parameters:{any} requestBody:any description:text
        server:Server""",
    "SecurityScheme": """
        type!:text description:text name:text in:text scheme:text bearerFormat:text flows:Flows
        openIdConnectUrl:text 3.2 oauth2MetadataUrl:text 3.2 deprecated:flag""",
    "Flows": """
        implicit:Flow password:Flow clientCredentials:Flow authorizationCode:Flow
        3.2 deviceAuthorization:Flow""",
    "Flow": """
        authorizationUrl:text tokenUrl:text refreshUrl:text scopes:{text}
        3.2 deviceAuthorizationUrl:text""",
    "Discriminator": "propertyName:text mapping:{text} 3.2 defaultMapping:text",
    "Xml": """
        name:text namespace:text prefix:text attribute:flag wrapped:flag 3.2 nodeType:text""",
    "Schema": """
        title:text description:text type:kinds format:text enum:[any] default:any example:any
        multipleOf:number maximum:number minimum:number exclusiveMaximum:limit
        exclusiveMinimum:limit maxLength:whole minLength:whole pattern:text maxItems:whole
        minItems:whole uniqueItems:flag maxProperties:whole minProperties:whole required:[text]
        allOf:[Schema] oneOf:[Schema] anyOf:[Schema] not:Schema items:Schema properties:{Schema}
        additionalProperties:Schema deprecated:flag readOnly:flag writeOnly:flag nullable:flag
        discriminator:Discriminator xml:Xml externalDocs:ExternalDocs
        3.1 const:any 3.1 examples:[any] 3.1 if:Schema 3.1 then:Schema 3.1 else:Schema
        3.1 prefixItems:[Schema] 3.1 contains:Schema 3.1 minContains:whole 3.1 maxContains:whole
        3.1 patternProperties:{Schema} 3.1 propertyNames:Schema 3.1 dependentSchemas:{Schema}
        3.1 dependentRequired:{any} 3.1 unevaluatedItems:Schema 3.1 unevaluatedProperties:Schema
        3.1 contentEncoding:text 3.1 contentMediaType:text 3.1 contentSchema:Schema
        3.1 $id:text 3.1 $schema:text 3.1 $anchor:text 3.1 $dynamicAnchor:text
        3.1 $dynamicRef:text 3.1 $defs:{Schema} 3.1 $comment:text 3.1 $vocabulary:any
        3.1 definitions:{Schema} 3.1 dependencies:any 3.1 additionalItems:Schema""",
}

MAPS: Mapping[str, str] = {
    "Paths": "PathItem",
    "Responses": "Response",
    "Callback": "PathItem",
    "Security": "[text]",
}
"""Objects whose keys are names, statuses or expressions, and what each member is."""

OPEN = frozenset(("Schema",))
"""Objects that may hold keys of anybody from 3.1 on."""

CHOICES: Mapping[tuple[str, str], str] = {
    ("Parameter", "in"): "path query header cookie querystring",
    (
        "Parameter",
        "style",
    ): "matrix label form simple spaceDelimited pipeDelimited deepObject cookie",
    ("Header", "style"): "simple",
    ("Encoding", "style"): "form spaceDelimited pipeDelimited deepObject",
    ("SecurityScheme", "type"): "apiKey http oauth2 openIdConnect mutualTLS",
    ("SecurityScheme", "in"): "query header cookie",
    ("Schema", "type"): "string number integer boolean array object null",
}
"""Keys whose values are words of OpenAPI."""

_PROSE = """
    title summary description example examples externalDocs termsOfService contact license email xml
    $comment"""
_LIMITS = """
    multipleOf maximum minimum exclusiveMaximum exclusiveMinimum maxLength minLength pattern
    maxItems minItems uniqueItems maxProperties minProperties minContains maxContains"""
HARMLESS = frozenset([*_PROSE.split(), *_LIMITS.split()])
"""Keys that change no name, no type and nothing on the wire: prose, and limits that are documented."""


@dataclass(frozen=True, slots=True)
class Member:
    """A key of an object: what it may hold, and whether the object is useless without it."""

    kind: str
    needed: bool
    since: int
    """The minor version that knows it first."""


@cache
def members(name: str) -> Mapping[str, Member]:
    """Return the keys of the object `name`."""
    found = {}
    since = 0
    for word in OBJECTS[name].split():
        if word.startswith("3."):
            since = int(word[2:])
            continue
        key, _, kind = word.rpartition(":")
        found[key.removesuffix("!")] = Member(kind, key.endswith("!"), since)
        since = 0
    return found
