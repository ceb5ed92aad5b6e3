from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.concepts"
    label = "concepts"
