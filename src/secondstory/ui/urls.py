from django.urls import path

from secondstory.ui import views

urlpatterns = [
    path("ui/components/", views.components, name="ui-components"),
    path("ui/components/study/", views.study, name="ui-components-study"),
    path("ui/components/edition/", views.edition, name="ui-components-edition"),
]
