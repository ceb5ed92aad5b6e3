"""An invented organization to look around in: ``secondstory demo``. Its studies are written through the same
actions people use. The GitLab.com study tells public facts in our own words; all people here are invented."""
