"""English words and turns of phrase by what they are about: what the linear models generalise from."""

from supportapp.drafting.words.en_faults import FAULTS
from supportapp.drafting.words.en_harm import HARM
from supportapp.drafting.words.en_wishes import WISHES

# Here those about money, orders, accounts, the law and opinions of us.
CONCEPTS = {
    **FAULTS,
    **HARM,
    **WISHES,
    "refund": """
        refund*, money/cash/charge/credit/paid/difference back, reimburse*, repay*, chargeback, compensat*,
        credit note/me, credited, goodwill, give/pay/send/transfer/wire me back, back to/on my card/account,
        get/want/need/wanted my/our/the/it money/back, my/our/the money, deposit, returned to my account,
        remaining amount, pro rata, prorated, reverse the, reversal, reversed, reclaim, entitled to a, owe/owes me,
        owed, you owe, price difference, overpaid, overpayment, paid/charged too much, money returned, waive, waived,
        take it off, remove the charge/fee, cooling off, 14/fourteen/thirty days, 30 day
        """,
    "charge": """
        charged, charges, charging me, overcharg*, billed, billing, bill, bills, invoice, invoices, invoiced, payment,
        payments, paid, pay, pays, paying, unpaid, prepaid, debit*, standing/purchase order, sepa, bank, banks,
        statement, card, cards, visa, mastercard, amex, paypal, klarna, iban, bic, sort code, account/po number,
        transfer, transferred, wire, wired, instalment*, installment*, fee, fees, price, prices, cost, costs, amount,
        amounts, vat, tax, reverse/a/the/this/that/extra/unknown/double/second charge, receipt, receipts, subscription,
        subscriptions, subscribed, renew*, membership, memberships, trial, free month, voucher, vouchers, coupon,
        coupons, promo, discount, discounts, points, miles, cashback, balance, top/topped up, dunning, overdue,
        due date, collection agency, debt, collections, taken from my, deducted, money, euros, cheque, tariff,
        monthly/yearly/annual charge/rate, expensive, payslip, charge me/us/my/our/on/for/twice/extra/of/from
        """,
    "cancel": """
        cancel*, terminate, terminating, termination,
        end/ending my/our/the/this/it subscription/contract/membership/plan/account/trial, end/close my/our,
        stop my/our/the/this/all subscription/membership/payments/billing/emails/renewal/plan/it,
        stop subscription/sending, unsubscribe*, opt/opting/backing out, take me off, off your/the list, mailing list,
        remove me/us, no more emails, do not contact, not renew/extend, not to renew, not want to continue,
        no longer want/need/use/wish/interested, downgrade, downgrading, switch/change plan/plans/tariff,
        give/giving notice, notice period, minimum term,
        close/closing/closed/delete/deleting/remove/disable my/our/the/this account/profile/data/membership/access,
        deactivate, deactivation, erase, right to be forgotten, delete all, withdraw, withdrawal, leave/leaving you,
        pause/suspend/freeze my, put on hold, porting, pac code, effective immediately, with immediate effect,
        end of the contract/term, contract ends, back out of, opt me out, discontinue, not go ahead
        """,
    "order": """
        order, ordered, orders, reorder, preorder, backorder, purchase, purchased, parcel, parcels, package, packages,
        delivery, deliveries, delivered, deliver, shipped, shipping, shipment, shipments, dispatch*, courier, driver,
        postman, mailman, post office, carrier, dhl, fedex, dpd, hermes, gls, usps, royal mail, tracking, customs,
        return, returned, returns, returning, send/sent back, send it back, exchange, exchanged, replacement,
        replacements, replace, replaced, damaged, scratched, cracked, broken glass/on/when/in,
        wrong size/colour/color/product/article/model, missing part/parts, arrived, arrive, arrives, arriving,
        not/never/still/yet received, still waiting, waiting for my, where is my, warehouse, out of stock, sold out,
        pick/picked up, pickup, collection point, locker, click and collect, depot, neighbour, neighbor, doorstep,
        porch, letterbox, mailbox, nobody rang, booking, bookings, booked, rebook, reservation, reserved, ticket,
        tickets, check in, flight, flights, airport, train, hotel, room, rental car, seat, luggage, baggage, claim,
        claims, insurance, appointment, appointments, meter reading, engineer, technician, repair, repaired, spare part,
        warranty, serial number, item, items, gift
        """,
    "account_admin": """
        change my/the/our name, change my email/address, change of address/name/ownership/bank/owner,
        new address/name/email/number/phone/bank/owner/iban/admin/administrator, moving to/house/home/office,
        move house, relocat*, maiden/company/legal/business name, married, divorce, divorced, surname, address change,
        billing/postal/shipping/delivery/email/mailing/invoice address, contact person/details/data,
        transferring ownership/the/my/our/account/it/contract, transfer, take over, account owner/number, owner left,
        former/ex employee/colleague/owner/partner/boss, left the/our company, no longer works, no longer with us,
        merge, merging, two accounts, second/duplicate/blocked/locked/closed/disabled/frozen/restricted account, rename,
        unlock, unblock, reactivate, reopen, reinstate, reset the password, suspended, suspension, banned, ban, unban,
        verify my, verification, id document/card, driving licence, driver license, passport, proof of, deceased,
        passed away, died, late husband/wife/father/mother/dad/mum/mom/son/daughter, executor, inherit*, probate,
        power of attorney, seats, licences, licenses, license/licence key, more/additional/fewer/extra users,
        customer/member number, moved, change/update/correct my/our/the name/email/address/details/phone/password,
        change/update/correct my/our/the data/contact/owner/card/company/number,
        account was closed/blocked/locked/disabled, amend my/our, restore access
        """,
    "legal": """
        legal, legally, illegal, lawyer, solicitor, attorney, court, sue, suing, lawsuit, litigation, ombudsman,
        ombudsperson, trading standards, consumer, better business bureau, rights, statutory, entitled by law, gdpr,
        ccpa, hipaa, privacy, personal data/information, data protection/processing/retention, protection officer, dpo,
        dpa, sub processors, subprocessors, where is my/our data, agreement, nda, sla, contract, terms, conditions,
        small/fine print, clause, liability, liable, compliance, subject access, access request, copy of my data,
        copy of all, copyright, intellectual property, infring*, trademark, dmca, regulator, police, press charges,
        report you, subpoena, audit, soc 2, iso 27001, pci, certificate, certification, consent, notary, breach of,
        damages, defamation, discriminat*, signed, countersign*, questionnaire, vendor assessment, due diligence,
        tax office, written confirmation
        """,
    "complaint": """
        complain*, grievance, disappointed, disappointing, disappointment, dissatisfied, unsatisfied,
        not satisfied/happy/acceptable/answered/replied/responded, upset, angry, furious, annoyed, frustrat*, irritat*,
        unacceptable, outrage*, disgrace*, disgust*, disrespect*, ridiculous, appalling, appalled, pathetic, scandal*,
        shocking, shocked, rude, rudely, unfriendly, impolite, unprofessional, incompetent, terrible, terribly, awful,
        horrible, horrendous, lousy, poor service/support/quality/experience, bad service/support/experience/quality,
        worst, useless, worthless, rubbish, garbage, shit, wtf, waste of/my, wasting/wasted my/time, fed/hung up,
        sick/tired of, had enough, enough is enough, never again, shame on, shameful, slap in the face, joke,
        are you kidding, kidding me, rip/ripped off, cheated, lied, misleading, misled, hold music, on hold,
        nobody/noone answers/responds/replies/cares/calls/helped/helps/came,
        no one answers/responds/replies/cares/calls, no answer/reply/response/reaction/solution/help,
        without answer/reply/response, unanswered, ignored, ignoring, ignores, promised, broken promise, apology,
        apologise, apologize, manager, supervisor, escalat*, human, real person, speak/talk to/with,
        call back/centre/center, callback, customer service/care, hotline, chatbot, let/letting down, trust,
        loyal/long customer, for years/weeks/months, one star, trustpilot, social media, how many times, expect better,
        expected more
        """,
    "praise": """
        thank you for/to/all, thanks for/to/again/a, many thanks, wanted/want to/just say/thank/praise, just wanted to,
        just to say, shout/hats out/off, kudos, bravo, congrat*, well done,
        great/good/perfect/nice work/job/service/support/product/app/team/experience/help/tool/update/software/company,
        lovely, brilliant, fantastic, amazing, wonderful, awesome, superb, excellent, outstanding, incredible,
        marvellous, top notch, first class, love it/the/your/this/how/that/using, i/we/really/absolutely love, loved,
        loving, best, favourite, favorite, helped me/us,
        so/very/really/super/extremely/incredibly/most helpful/kind/friendly/patient/fast,
        so/very/really/super/extremely/incredibly/most quick/pleasant/nice/happy/satisfied,
        was/were helpful/kind/friendly/patient/great, professional, went above, above and beyond, extra mile,
        made my day, saved my/me/us, life saver, lifesaver, keep it up, keep up, genius, impressed, impressive,
        happy with/customer/user, pleased, delighted, thrilled, grateful, gratitude, appreciation, compliment*,
        feedback, opinion, tell the/your/him/her team/colleague/boss/manager, tell them, pass my/on/this/it/along,
        five/5 stars, recommend you/it/your/to, will recommend, big fan, works great/perfectly/beautifully/like,
        enjoyed, easy to use, exactly what i needed, and/how patient
        """,
}
