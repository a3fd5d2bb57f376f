"""Announcements of the sample day: one on its way, and one that is still a draft."""

from datetime import datetime

from confapp.database import Words
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.announcements import drafting, sending
from confapp.registration.announcements.drafting import Draft

PARKING = Draft(
    Words("Nơi gửi xe cho đại biểu dự trực tiếp", "Parking for delegates who come in person"),
    Words(
        "Kính gửi $name,\n\nĐại biểu đi ô tô vui lòng gửi xe tại tầng hầm B2, vào bằng cổng sau "
        "trụ sở. Bảo vệ sẽ hỏi mã đăng ký $number.\n\nVé tham dự ở địa chỉ:\n$link",
        "Dear $name,\n\nPlease park on floor B2 and enter by the gate behind the building. You "
        "will be asked for your registration code $number.\n\nThe ticket is at:\n$link",
    ),
    {"province": "68", "mode": "in_person", "state": "confirmed"},
)
FEEDBACK = Draft(
    Words("Cảm ơn đại biểu đã tham dự", ""),
    Words(
        "Kính gửi $name,\n\nBan tổ chức trân trọng cảm ơn đại biểu đã tham dự hội nghị. Câu trả "
        "lời được công bố và giấy chứng nhận ở địa chỉ:\n$link",
        "",
    ),
    {"attendance": "present", "state": "confirmed"},
)


def write(event: Event, *, by: User, now: datetime) -> None:
    """One that was tried out and is being sent, and a draft."""
    sent, _draft = (
        drafting.write(draft, event=event, submission_id=f"sample-announcement-{n}", by=by, at=now)
        for n, draft in enumerate((PARKING, FEEDBACK))
    )
    sending.try_out(sent, by=by, at=now)
    sending.start(sent, by=by, at=now)
