from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.review"
    label = "review"
