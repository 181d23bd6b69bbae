"""Headers that programs and clerks write short, written out: MdlYr is model year, ListPrc list price."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONG = dict(
    pair.split("=")
    for pair in ["addr=address", "amt=amount", "appt=appointment", "avail=available", "bal=balance", "cat=category", "cmt=comment", "cmts=comments", "comm=comments", "cust=customer", "cstmr=customer", "dep=deposit", "desc=description", "descr=description", "dlr=dealer", "dt=date", "enq=enquiry", "est=expected", "equip=equipment", "expd=expected", "fname=firstname", "inq=inquiry", "lname=lastname", "loc=location", "lst=last", "lvl=level", "mdl=model", "mfg=make", "mfr=make", "mgr=manager", "mob=mobile", "nbr=number", "nm=name", "nxt=next", "odo=odometer", "opp=opportunity", "ph=phone", "pmt=payment", "prc=price", "prob=probability", "prosp=prospect", "recd=received", "reqd=required", "rmk=remark", "rmks=remarks", "rtl=retail", "sh=showroom", "slsp=salesperson", "src=source", "sts=status", "stk=stock", "veh=vehicle", "whsl=wholesale", "yr=year", "yrs=years"]
)
"""What is written short, and hardly ever means another word."""


def written_out(text: str) -> str:
    """Return the key of a header with its short words written out; an empty one where it has none."""
    if not text.isascii():
        return ""
    parts = [each.casefold() for each in _PARTS.findall(text)]
    long = [_LONG.get(each, each) for each in parts]
    return "".join(long) if long != parts else ""
