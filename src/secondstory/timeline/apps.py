from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.timeline"
    label = "timeline"
