from django.urls import path

from secondstory.organization import views

urlpatterns = [
    path("how-we-work/", views.how_we_work, name="how-we-work"),
    path("join/<str:secret>/", views.join, name="join"),
    path("people/", views.people, name="people"),
    path("people/<uuid:person_id>/roles/<str:role>/return/", views.role_return, name="role-return"),
    path("roles/", views.roles, name="roles"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<uuid:invitation_id>/withdrawal/", views.invitation_withdrawal, name="invitation-withdrawal"),
    path("teams/", views.teams, name="teams"),
    path("teams/<slug:slug>/", views.team, name="team"),
    path("teams/<slug:slug>/members/", views.team_members, name="team-members"),
    path("teams/<slug:slug>/members/<uuid:person_id>/departure/", views.team_departure, name="team-departure"),
    path("services/", views.services, name="services"),
    path("services/<slug:slug>/", views.service, name="service"),
    path("organization/", views.organization, name="organization"),
    path("me/", views.me, name="me"),
    path("demo/sign-in/", views.demo_sign_in, name="demo-sign-in"),
]
