// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/role_draft.h"

#include <QStringList>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView RightLine("right");
constexpr QLatin1StringView RolesLine("roles");

} // namespace

bool RoleDraft::isAbout(casework::Role role) const
{
    return std::ranges::any_of(rights, [role](const auto &each) { return each.first.first == role; });
}

QByteArray RoleDraft::toText() const
{
    QStringList lines;
    for (const auto &[what, right] : rights)
        lines << QStringList{RightLine, casework::toString(what.first), casework::toString(what.second),
                             casework::toString(right)}
                     .join(u' ');
    for (const auto &[account, roles] : given) {
        QStringList words{RolesLine, QString::fromStdString(account.toText())};
        for (const casework::Role role : roles)
            words << casework::toString(role);
        lines << words.join(u' ');
    }
    return lines.join(u'\n').toUtf8();
}

RoleDraft RoleDraft::fromText(const QByteArray &text)
{
    RoleDraft draft;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList words = line.split(u' ');
        if (words.size() == 4 && words[0] == RightLine) {
            const auto role = casework::findRole(words[1]);
            const auto thing = casework::findThing(words[2]);
            const auto right = casework::findRight(words[3]);
            if (role && thing && right)
                draft.rights[{*role, *thing}] = *right;
        } else if (words.size() >= 2 && words[0] == RolesLine) {
            const auto account = sync::UserId::fromText(words[1].toStdString());
            if (!account)
                continue;
            auto &roles = draft.given[*account];
            for (const QString &code : words.mid(2)) {
                if (const auto role = casework::findRole(code))
                    roles.push_back(*role);
            }
        }
    }
    return draft;
}

} // namespace indaro::ui::pages
