// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/key_paper.h"

#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

const QRectF CodePlace(75, 205, 60, 60); // mm, below all words of the sheet
constexpr int QuietZone = 4;             // modules

} // namespace

base::Result<print::Paper> keyPaper(const casework::OwnOrganisationKey &key, const QString &house, QDate today)
{
    SimplePaper paper(u"organisation_key"_s, paperWords("Clé pour paquets scellés", "Urufunguzo rw’amabahasha akingiwe",
                                                        "Key for sealed packages"));
    paper.addLine({{paperWords("Organisation", "Ishirahamwe", "Organisation"), house},
                   {paperWords("Imprimé le", "Yasohowe itariki", "Printed on"), kit::dateText(today)}});
    paper.addLine({{paperWords("Les 30 chiffres de cette clé", "Ibiharuro 30 vy’uru rufunguzo", "The 30 digits of this key"),
                    key.code}});
    paper.addLine({{paperWords("La clé, sur une ligne", "Urufunguzo, ku murongo umwe", "The key, on one line"), key.text}});
    paper.addNote(paperWords(
        "Écrivez cette clé dans votre répertoire (le code ci-dessous la contient). Avant de vous en servir, téléphonez-nous "
        "à un "
        "numéro que vous connaissiez déjà, jamais à celui de cette feuille, et demandez que l’on vous lise les 30 chiffres. "
        "S’ils "
        "diffèrent, cette clé n’est pas la nôtre : ne scellez rien.",
        "",
        "Write this key into your directory (the code below holds it). Before you use it, call us under a number you had "
        "before, "
        "never one from this sheet, and ask to be read the 30 digits. If they differ, this key is not ours: seal nothing."));
    paper.addNote(paperWords("Cette feuille n’est pas secrète : qui la lit peut nous écrire, et ne peut rien ouvrir.", "",
                             "This sheet is no secret: who reads it can write to us, and can open nothing."));
    INDARO_TRY_ASSIGN(auto whole, paper.paper());
    INDARO_TRY_ASSIGN(const auto code, documents::makeQrCode(key.text));
    whole.finish = [code, text = key.text](QList<print::Page> &pages) {
        if (!pages.isEmpty())
            pages.first().qrs.append({CodePlace, code, text});
    };
    return whole;
}

QPixmap qrPicture(const QString &text, int module)
{
    const auto code = documents::makeQrCode(text);
    if (!code)
        return {};
    const int side = (code->size + 2 * QuietZone) * module;
    QPixmap picture(side, side);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    for (int y = 0; y < code->size; ++y) {
        for (int x = 0; x < code->size; ++x) {
            if (code->dark(x, y))
                painter.fillRect((x + QuietZone) * module, (y + QuietZone) * module, module, module, Qt::black);
        }
    }
    return picture;
}

} // namespace indaro::ui::pages
