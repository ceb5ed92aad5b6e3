from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.evidence"
    label = "evidence"
