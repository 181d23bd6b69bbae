"""Headers that programs and clerks write short, written out: MdlYr is model year, ListPrc list price."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_OWNED = re.compile(r"(?<=[a-z])['’]s\b")
_WORDS = """
addr=address amt=amount appt=appointment avail=available bal=balance cat=category cmt=comment cmts=comments
comm=comments cur=current cust=customer cstmr=customer dep=deposit desc=description descr=description
dlr=dealer dt=date enq=enquiry est=expected equip=equipment exp=expected expd=expected fname=firstname
inq=inquiry lname=lastname loc=location lst=last lvl=level mdl=model mk=make mfg=make mfr=make mgr=manager
mob=mobile nbr=number nm=name nxt=next odo=odometer opp=opportunity ph=phone pmt=payment prc=price
prob=probability prosp=prospect recd=received regn=registration reqd=required ret=retail rmk=remark
rmks=remarks rtl=retail sh=showroom slsmn=salesman slsp=salesperson src=source sts=status stk=stock
veh=vehicle whsl=wholesale yr=year yrs=years
"""
_LONG = dict(each.split("=") for each in _WORDS.split())
"""What is written short, and hardly ever means another word."""


def written_out(text: str) -> str:
    """Return the key of a header with its short words written out; an empty one where it has none."""
    plain = _OWNED.sub("", text)
    if not plain.isascii():
        return ""
    parts = [each.casefold() for each in _PARTS.findall(plain)]
    long = [_LONG.get(each, each) for each in parts]
    return "".join(long) if long != parts or plain != text else ""
