"""What other people's readers make of what Pinfold packed: openpyxl, python-pptx, PyYAML and Python's own zipfile and csv.

The folder holds a board in each format, and hostile text in each with the list of it. Every text must come back as it was.
"""

import csv
import datetime
import json
import pathlib
import sys
import zipfile

import openpyxl
import pptx
import yaml
from openpyxl.utils.escape import unescape

FOLDER = pathlib.Path(sys.argv[1])
# The one thing that XML cannot carry.
LOST = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
# Most characters of a cell.
CELL = 32_767


def rows_of(name):
    sheet = openpyxl.load_workbook(FOLDER / name).active
    head = [cell.value for cell in sheet[1]]
    return sheet, head, [dict(zip(head, row)) for row in sheet.iter_rows(min_row=2)]


def workbook():
    sheet, head, rows = rows_of("board.xlsx")
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref.startswith("A1:"), sheet.freeze_panes
    assert len(sheet._images) == 7, len(sheet._images)
    desk = next(row for row in rows if row["Title"].value == "Ridge writing desk, oak")
    assert desk["Price"].value == 489 and desk["Currency"].value == "€" and desk["Ratings"].value == 212
    assert isinstance(desk["Pinned (UTC)"].value, datetime.datetime) and desk["Pinned (UTC)"].is_date
    assert desk["GTIN"].value == "4006381333931" and desk["GTIN"].data_type == "s"
    assert desk["Source"].hyperlink.target == "https://hartwell.example/desks/ridge"
    assert all(cell.data_type != "f" for row in rows for cell in row.values())


def hostile_workbook(texts):
    _, _, rows = rows_of("hostile.xlsx")
    assert len(rows) == len(texts)
    for text, row in zip(texts, rows):
        for column in ["Title", "Text", "Brand", "Site", "Credit"]:
            cell = row[column]
            # Excel and LibreOffice read `_x005F_` as an underscore; openpyxl leaves that to whoever asks.
            assert unescape(cell.value or "") == text.translate(LOST)[:CELL] and cell.data_type != "f", (column, text, cell.value)


def decks():
    one, grid = (pptx.Presentation(FOLDER / name) for name in ["board.pptx", "grid.pptx"])
    assert (len(one.slides), len(grid.slides)) == (14, 5)
    for deck in [one, grid]:
        assert all(slide.shapes.title is not None for slide in deck.slides)
        pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
        assert len(pictures) == 7
        for shape in pictures:
            width, height = shape.image.size
            # Never cropped, never stretched, never beyond the slide.
            assert abs(shape.width / shape.height / (width / height) - 1) < 0.01
            assert not any([shape.crop_left, shape.crop_right, shape.crop_top, shape.crop_bottom])
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width, shape.name
                assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, shape.name
    desk = one.slides[2]
    title = desk.shapes.title.text_frame.paragraphs[0].runs[0]
    assert (title.text, title.hyperlink.address) == ("Ridge writing desk, oak", "https://hartwell.example/desks/ridge")
    late = next(slide for slide in one.slides if "tracking page" in slide.notes_slide.notes_text_frame.text)
    assert "Order 88-1204" in late.notes_slide.notes_text_frame.text


def hostile_deck(texts):
    deck = pptx.Presentation(FOLDER / "hostile.pptx")
    slides = list(deck.slides)[1:]
    assert len(slides) == len(texts)
    for text, slide in zip(texts, slides):
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        shown = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        words = text.translate(LOST).split()
        # A long one is cut on the slide, and whole in the notes.
        assert all(word in shown or word in notes for word in words), (text, shown)


def folders(texts):
    for name, count in [("board.zip", None), ("hostile.zip", len(texts))]:
        with zipfile.ZipFile(FOLDER / name) as archive:
            assert archive.testzip() is None
            notes = [entry for entry in archive.infolist() if entry.filename.endswith(".md")]
            assert count is None or len(notes) == count
            for entry in notes:
                path = pathlib.PurePosixPath(entry.filename)
                assert not path.is_absolute() and ".." not in path.parts and len(path.parts) <= 2, path
                assert entry.flag_bits & 0x800
            matters = [yaml.safe_load(archive.read(entry).decode().split("\n---\n")[0][4:]) for entry in notes]
            if count is None:
                desk = next(matter for matter in matters if matter.get("title") == "Ridge writing desk, oak")
                assert desk["price"] == 489 and desk["tags"] == ["oak", "writing-desk"], desk
            else:
                titles = sorted(matter.get("title", "") for matter in matters)
                assert titles == sorted(text.translate(LOST) if text.strip() else "" for text in texts)


def table_of(name):
    with open(FOLDER / name, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
        # A row of another length has cells under no name, or none under one.
        assert all(None not in row and None not in row.values() for row in rows), name
        return reader.fieldnames, rows


def tables(texts):
    names, rows = table_of("board.csv")
    assert len(names) == len(set(names)) == 67, len(names)
    desk = next(row for row in rows if row["title"] == "Ridge writing desk, oak")
    assert (desk["price"], desk["currency"], desk["gtin"], desk["tags"]) == ("489.00", "€", "4006381333931", "oak; writing desk"), desk
    late = next(row for row in rows if "tracking page" in row["text"] or "tracking page" in row["notes"])
    assert "Order 88-1204" in late["text"] + late["notes"], late
    _, rows = table_of("hostile.csv")
    assert len(rows) == len(texts)
    for text, row in zip(texts, rows):
        for column in ["title", "text", "brand", "rights_credit"]:
            # What a spreadsheet would take for a formula has an apostrophe before it, and nothing else has changed.
            cell = row[column]
            assert cell in (text, f"'{text}"), (column, text, cell)
            assert not cell.strip().startswith(("=", "+", "-", "@")), (column, cell)


def main():
    texts = json.loads((FOLDER / "hostile.json").read_text())
    workbook()
    hostile_workbook(texts)
    decks()
    hostile_deck(texts)
    folders(texts)
    tables(texts)
    print(f"openpyxl {openpyxl.__version__}, python-pptx {pptx.__version__}: boards and {len(texts)} hostile texts read back")


main()
