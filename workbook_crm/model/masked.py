"""What one salesperson may see of another's customers: enough to know them again, too little to call them."""

from __future__ import annotations


def masked_name(name: str) -> str:
    """王伟 as 王*, 上海远航物流有限公司 as 上海***, John Smith as J***."""
    if name.isascii():
        return f"{name[:1]}***"
    return f"{name[0]}{'*' * (len(name) - 1)}" if len(name) <= 4 else f"{name[:2]}***"


def masked_phone(phone: str) -> str:
    """13912345678 as 139****5678, 021-62345678 as 021****5678."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 8 else f"****{phone[-2:]}"
