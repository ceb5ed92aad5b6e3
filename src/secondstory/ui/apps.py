from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "secondstory.ui"
    label = "ui"
