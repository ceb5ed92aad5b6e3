from __future__ import annotations

from django.urls import include, path

from secondstory.incidents.views import incidents, notes, own_steps, people, signals, study

of_study = [
    path("", study.study, name="study"),
    path("aims/", study.aims, name="study-aims"),
    path("state/", study.state, name="study-state"),
    path("deadlines/", study.deadlines, name="study-deadlines"),
    path("own-steps/<slug:stage>/", own_steps.own_step, name="own-step"),
    path("people/", people.people, name="people-of-study"),
    path("people/facilitator/", people.facilitator, name="study-facilitator"),
    path("people/facilitator/nearness/", people.nearness, name="study-nearness"),
    path("people/participants/", people.participants, name="participants"),
    path("people/participants/<uuid:participant_id>/", people.participant, name="participant"),
    path("people/participants/<uuid:participant_id>/departure/", people.departure, name="participant-departure"),
    path("people/participants/<uuid:participant_id>/display/", people.display, name="participant-display"),
    path("people/invitations/", people.invitations, name="study-invitations"),
    path("people/roles/", people.roles, name="study-roles"),
    path("people/roles/<uuid:role_id>/end/", people.role_end, name="study-role-end"),
]
urlpatterns = [
    path("notes/", notes.notes, name="notes"),
    path("notes/<uuid:note_id>/", notes.note, name="note"),
    path("notes/<uuid:note_id>/correction/", notes.correction, name="note-correction"),
    path("notes/<uuid:note_id>/withdrawal/", notes.withdrawal, name="note-withdrawal"),
    path("notes/<uuid:note_id>/signal/", notes.signal_of, name="note-signal"),
    path("notes/<uuid:note_id>/incident/", notes.incident_of, name="note-incident"),
    path("signals/", signals.signals, name="signals"),
    path("signals/groups/", signals.groups, name="signal-groups"),
    path("signals/<uuid:signal_id>/", signals.signal, name="signal"),
    path("signals/<uuid:signal_id>/reply/", signals.reply, name="signal-reply"),
    path("signals/<uuid:signal_id>/watch/", signals.watch, name="signal-watch"),
    path("signals/<uuid:signal_id>/rest/", signals.rest, name="signal-rest"),
    path("signals/<uuid:signal_id>/incident/", signals.incident_of, name="signal-incident"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.new_incident, name="incident-new"),
    path("incidents/<uuid:incident_id>/", incidents.incident, name="incident"),
    path("incidents/<uuid:incident_id>/facts/", incidents.facts, name="incident-facts"),
    path("incidents/<uuid:incident_id>/retrospectives/", incidents.retrospectives, name="incident-retrospectives"),
    path("retrospectives/", study.studies, name="studies"),
    path("retrospectives/<uuid:study_id>/", include(of_study)),
]
