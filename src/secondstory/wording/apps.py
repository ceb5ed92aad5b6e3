from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.wording"
    label = "wording"
