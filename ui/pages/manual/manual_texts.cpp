// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/manual/manual_texts.h"

#include "core/base/log.h"
#include "ui/kit/translations.h"

#include <map>
#include <memory>

namespace indaro::ui::pages {

const manual::Manual &programManual()
{
    static const manual::Manual Program = [] {
        // A catalogue takes memory for as long as it is open: these three are closed when everything is read.
        std::map<QString, std::unique_ptr<kit::TextsOf>> texts;
        const auto name = [&texts](const QString &english, const QString &language) {
            auto &of = texts[language];
            if (of == nullptr)
                of = std::make_unique<kit::TextsOf>(kit::Translations::fromCode(language));
            return of->of(english);
        };
        auto read = manual::Manual::builtin(name);
        if (!read)
            base::logError("manual", read.error());
        INDARO_CHECK(read.hasValue());
        return std::move(read).value();
    }();
    return Program;
}

} // namespace indaro::ui::pages
