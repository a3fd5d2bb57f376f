"""An empty field for a digital signature, which nobody sees on the paper."""

from typing import Any, Final

from pydyf import PDF, Array, Dictionary, String

NAME: Final = "ChuKySo"
# Printed and locked (ISO 32000-1, table 165), as PDF/A asks of every field.
FLAGS: Final = 4 | 128


def add_signature_field(pdf: PDF, label: str) -> None:
    """Add it to the first page, where the structure names it for who listens (PDF/UA-1, 7.18.4)."""
    page = _object(pdf, pdf.page_references[0])
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    parents = _object(pdf, root["ParentTree"])["Nums"]
    document = _object(pdf, root["K"][0])
    field = _field(page, label, key=max(parents[::2]) + 1)
    pdf.add_object(field)
    form = _form(page, document, field)
    pdf.add_object(form)
    parents.extend([field["StructParent"], form.reference])
    document["K"].append(form.reference)
    page["Annots"] = Array([*page.get("Annots", []), field.reference])
    pdf.catalog["AcroForm"] = Dictionary({"Fields": Array([field.reference])})


def _field(page: Dictionary, label: str, *, key: int) -> Dictionary:
    return Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": String(NAME),
            "TU": String(label),
            "Rect": Array([0, 0, 0, 0]),
            "F": FLAGS,
            "P": page.reference,
            "StructParent": key,
        }
    )


def _form(page: Dictionary, document: Dictionary, field: Dictionary) -> Dictionary:
    content = Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page.reference})
    return Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": document.reference,
            "Pg": page.reference,
            "Alt": field["TU"],
            "K": Array([content]),
        }
    )


def _object(pdf: PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
