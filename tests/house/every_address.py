"""Every address of the project by who may open it, with what its path needs."""

# What each address needs in its path, by who may open it.
PUBLIC = {
    "portal:hall": (),
    "portal:search": (),
    "portal:services": (),
    "portal:category": ("code",),
    "portal:mine": (),
    "portal:mine-close": (),
    "web:start": (),
    "web:health": (),
    "web:language": (),
    "web:theme": (),
    "web:colours": (),
    "web:imprint": (),
    "web:privacy": (),
    "web:accessibility": (),
    "web:licences": (),
    "demo:post": (),
    "demo:people": (),
}
# Open to everyone in the city that offers the service, unknown elsewhere.
OFFERED = {"portal:process": ("slug",), "portal:start": ("slug",)}
# Open to the browser that holds the draft's cookie or opened the link.
HELD = {
    "portal:draft": ("draft_id",),
    "portal:fill-in": ("draft_id", "page_id"),
    "portal:review": ("draft_id",),
    "portal:confirm-email": ("draft_id",),
    "portal:received": ("draft_id",),
    "portal:receipt": ("draft_id",),
    "portal:upload": ("draft_id", "upload_id"),
    "portal:save-for-later": ("draft_id",),
    "portal:saved": ("draft_id",),
    "portal:close-draft": ("draft_id",),
    "portal:delete-draft": ("draft_id",),
    "portal:trial": ("draft_id",),
    "portal:notice": ("notice_id",),
}
# The link itself opens the door, but only in its own city.
BY_LINK = {"portal:resume": ("token",), "portal:mine-open": ("token",)}
DESK = {
    "desk:inbox": (),
    "desk:case": ("case_id",),
    "desk:case-take": ("case_id",),
    "desk:case-put-back": ("case_id",),
    "desk:case-decide": ("case_id",),
    "desk:case-next": ("case_id",),
    "desk:upload": ("case_id", "upload_id"),
    "desk:notice": ("case_id", "notice_id"),
}
STUDIO = {
    "studio:processes": (),
    "studio:upload-new": (),
    "studio:process": ("process_id",),
    "studio:upload": ("process_id",),
    "studio:discard": ("process_id",),
    "studio:download-working": ("process_id",),
    "studio:download": ("process_id", "number"),
    "studio:settings": ("process_id",),
    "studio:publish": ("process_id",),
    "studio:switch-off": ("process_id",),
    "studio:trying": ("process_id",),
    "studio:languages": ("process_id",),
    "studio:language-add": ("process_id",),
    "studio:language-remove": ("process_id",),
    "studio:texts-csv": ("process_id",),
    "studio:texts-xliff": ("process_id",),
    "studio:texts-upload": ("process_id",),
    "studio:try-start": ("process_id",),
    "studio:preview": ("process_id",),
    "studio:examples-propose": ("process_id",),
    "studio:examples-download": ("process_id",),
    "studio:examples-upload": ("process_id",),
    "studio:example-change": ("process_id", "example_id"),
}
# Leads every member of staff to their own desk.
WAY_TO_DESK = {"desk:home": (), "desk:cities": ()}
ACCOUNT = {
    "account_login": (),
    "account_logout": (),
    "account_inactive": (),
    "account_reauthenticate": (),
    "account_change_password": (),
    "account_set_password": (),
    "account_reset_password": (),
    "account_reset_password_done": (),
    "account_reset_password_from_key": ("uidb36", "key"),
    "account_reset_password_from_key_done": (),
    "mfa_index": (),
    "mfa_authenticate": (),
    "mfa_reauthenticate": (),
    "mfa_activate_totp": (),
    "mfa_deactivate_totp": (),
    "mfa_view_recovery_codes": (),
    "mfa_generate_recovery_codes": (),
    "mfa_download_recovery_codes": (),
}
SWEEP = PUBLIC | OFFERED | HELD | BY_LINK | DESK | STUDIO | WAY_TO_DESK | ACCOUNT
