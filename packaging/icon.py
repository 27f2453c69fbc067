"""The program's icon from its one drawing:  icon.py INTO.ico | INTO.icns | INTO.png SIZE | INTO.bmp

As BMP it stands on the panel beside the last page of the installer for Windows."""

import os
import sys
from pathlib import Path

from PIL import Image

DRAWING = Path(__file__).resolve().parents[1] / "resources/icons/npqdesk.svg"
PANEL, PANEL_COLOUR = (164, 314), "#ebeff4"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(size: int) -> Image.Image:
    """The icon as a picture, each size drawn for itself."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QByteArray, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    thick = 2.6 if size <= 20 else 2.3 if size <= 32 else 2.0
    text = DRAWING.read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{thick}"')
    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def write(file: Path, size: int = 256) -> None:
    """The icon in the form that the file's name asks for."""
    largest, *others = (drawn(each) for each in reversed(SIZES))
    match file.suffix:
        case ".ico":
            largest.save(file, sizes=[(each, each) for each in SIZES], append_images=others)
        case ".icns":
            drawn(1024).save(file, append_images=[largest, *others])
        case ".bmp":
            panel, icon = Image.new("RGB", PANEL, PANEL_COLOUR), drawn(96)
            panel.paste(icon, ((PANEL[0] - icon.width) // 2, 48), icon)
            panel.save(file)
        case _:
            drawn(size).save(file)


if __name__ == "__main__":
    write(Path(sys.argv[1]), *(int(each) for each in sys.argv[2:]))
