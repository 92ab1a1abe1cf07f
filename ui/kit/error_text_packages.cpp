// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/error_text_packages.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::kit {

using base::Errc;

namespace {

struct PackageSay
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString nothingHasChanged()
{
    return PackageSay::tr("Your data has not been changed.");
}

} // namespace

ErrorText packageErrorText(const base::Error &e)
{
    switch (e.code) {
    case Errc::PackageNotOne:
        return {PackageSay::tr("This file is not a sealed package, nor an answer to one."), nothingHasChanged(),
                PackageSay::tr("Check that it is the right file.")};
    case Errc::PackageTooNew:
        return {PackageSay::tr("This package was made by a newer version of the program."), nothingHasChanged(),
                PackageSay::tr("Install the newest version on this computer; then it can be opened.")};
    case Errc::PackageTruncated:
        return {PackageSay::tr("A part of this package is missing."), nothingHasChanged(),
                PackageSay::tr("It was probably not copied to the end. Copy it again, or ask for it again.")};
    case Errc::PackageAltered:
        return {
            PackageSay::tr("This package is not as it was sealed: it was damaged on the way, or somebody has changed it."),
            PackageSay::tr("Nothing of it was opened."),
            PackageSay::tr("Call the organisation that sent it and ask for it again.")};
    case Errc::PackageWrongRecipient:
        return {PackageSay::tr("This package is sealed to another organisation."),
                PackageSay::tr("Nothing of it was opened."),
                PackageSay::tr("Give it back to whom it came from, or ask the sender to seal it to the key of this house.")};
    case Errc::PackageExpired:
        return {PackageSay::tr("The last day on which this package may be opened has passed."),
                PackageSay::tr("Nothing of it was opened."),
                PackageSay::tr("Compare the date of this computer. If it is right, ask the sender for a new package.")};
    case Errc::PackageReplayed:
        return {PackageSay::tr("This package was opened here before."), nothingHasChanged(),
                PackageSay::tr("What was in it is in the list of packages that came in.")};
    case Errc::PackageSenderUnknown:
        return {
            PackageSay::tr("The key of the sender is not in the directory, or nobody has compared it yet."),
            PackageSay::tr("Nothing of it was opened."),
            PackageSay::tr(
                "Call the organisation, write its key into the directory and compare the 30 digits; then open the package "
                "again.")};
    case Errc::PackageAnswerStrange:
        return {PackageSay::tr(
                    "This answer is about no package of this house, or was signed by another organisation than it went to."),
                nothingHasChanged(), PackageSay::tr("Call the organisation and ask which package it means.")};
    case Errc::PartnerKeyMissing:
        return {PackageSay::tr("The directory has no key of this organisation."), PackageSay::tr("Nothing was sent."),
                PackageSay::tr("Ask the organisation for its key, or print the referral.")};
    case Errc::PartnerKeyNotCompared:
        return {PackageSay::tr("Nobody has compared the present key of this organisation."),
                PackageSay::tr("Nothing was sent."),
                PackageSay::tr("Call the organisation and compare the 30 digits; then send.")};
    case Errc::PartnerCodeWrong:
        return {PackageSay::tr("These are not the digits of the key in the directory."), nothingHasChanged(),
                PackageSay::tr(
                    "Read them once more. If they stay different, the key is not that of this organisation: ask for the key "
                    "again in person.")};
    case Errc::OrganisationKeyMissing:
        return {PackageSay::tr("This house has no key for sealed packages on this computer."), nothingHasChanged(),
                PackageSay::tr("A director makes it once, in the directory; then exchange with the other laptops.")};
    case Errc::FiguresNotSafe:
        return {PackageSay::tr("Together with what was published before, these figures would let somebody work out a number "
                               "of ten people or fewer."),
                PackageSay::tr("Nothing was published, and what was published before stands."),
                PackageSay::tr("Publish again when further packets have come.")};
    default:
        return {};
    }
}

} // namespace indaro::ui::kit
