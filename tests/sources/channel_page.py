"""Pages as Telegram shows them of public channels, with our own words in them."""

POST_LINE = "أعلنت هيئة الموانئ في صحار افتتاح رصيف جديد بطول 400 متر صباح اليوم."


def a_post(
    number: int, text: str = POST_LINE, *, at: str = "2026-11-23T05:30:00+00:00", before: str = ""
) -> str:
    """One post; `text` is HTML, `before` stands between its author and its text."""
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="Sahel_News/{number}">'
        '<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name">قناة الساحل</a></div>'
        f'{before}<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
        '<div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span>'
        f'<a class="tgme_widget_message_date" href="https://t.me/Sahel_News/{number}">'
        f'<time datetime="{at}" class="time">05:30</time></a></div></div></div>'
    )


def a_service_note(number: int) -> str:
    """What Telegram itself writes between posts."""
    return (
        f'<div class="tgme_widget_message service_message js-widget_message" data-post="Sahel_News/{number}">'
        '<div class="tgme_widget_message_text">ثبّتت قناة الساحل رسالة جديدة في أعلى القناة اليوم</div></div>'
    )


def a_channel(*posts: str, title: str = "قناة الساحل") -> str:
    """The page of a channel, its oldest post first."""
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Telegram</title></head><body>'
        '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">'
        f'<span dir="auto">{title}</span></div></div>'
        f'<section class="tgme_channel_history js-message_history">{"".join(posts)}</section></body></html>'
    )


NO_CHANNEL = (
    '<!DOCTYPE html><html><body><div class="tgme_page"><div class="tgme_page_title">Sahel</div>'
    "<div class='tgme_page_extra'>If you have Telegram, you can contact @sahel right away.</div></div></body></html>"
)
