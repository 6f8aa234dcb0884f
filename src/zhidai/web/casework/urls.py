"""Addresses of the dossier that all parties share."""

from django.urls import path

from zhidai.web.casework import documents, inbox, pages, tasks, why

app_name = "cases"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("<str:number>/", pages.case, name="case"),
    path("<str:number>/withdraw/", tasks.withdraw, name="withdraw"),
    path("<str:number>/tasks/<str:task>/", tasks.task, name="task"),
    path("<str:number>/tasks/<str:task>/refuse/", tasks.refuse, name="refuse"),
    path("<str:number>/why/<int:sequence>/", why.why, name="why"),
    path("<str:number>/annex.<str:ending>", documents.annex, name="annex"),
    path("<str:number>/documents/<int:document>/", documents.document, name="document"),
]
