"""Addresses of the scheme pages."""

from django.urls import path

from zhidai.web.schemes import audit, checking, examples, publishing, versions, views, xray

app_name = "schemes"
urlpatterns = [
    path("", views.schemes, name="list"),
    path("<slug:scheme_id>/", views.scheme, name="scheme"),
    path("<slug:scheme_id>/routes/", views.routes, name="routes"),
    path("<slug:scheme_id>/duties/", views.duties, name="duties"),
    path("<slug:scheme_id>/audit/", audit.audit_page, name="audit"),
    path("<slug:scheme_id>/check/", checking.check_page, name="check"),
    path("<slug:scheme_id>/examples/", examples.examples, name="examples"),
    path("<slug:scheme_id>/xray/", xray.xray, name="xray"),
    path("<slug:scheme_id>/questions/", views.questions, name="questions"),
    path("<slug:scheme_id>/versions/", versions.versions, name="versions"),
    path("<slug:scheme_id>/versions/folder/", versions.folder, name="folder"),
    path("<slug:scheme_id>/versions/propose/", publishing.propose, name="propose"),
    path("<slug:scheme_id>/versions/amend/", publishing.amend, name="amend"),
    path("<slug:scheme_id>/versions/<int:version_id>/", versions.version, name="version"),
    path(
        "<slug:scheme_id>/versions/<int:version_id>/folder/",
        versions.folder,
        name="version_folder",
    ),
    path(
        "<slug:scheme_id>/versions/<int:version_id>/publish/",
        publishing.publish_version,
        name="publish",
    ),
    path(
        "<slug:scheme_id>/versions/<int:version_id>/refuse/",
        publishing.refuse_version,
        name="refuse",
    ),
    path(
        "<slug:scheme_id>/versions/<int:version_id>/withdraw/",
        publishing.withdraw_version,
        name="withdraw",
    ),
]
