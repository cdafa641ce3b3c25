#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One wire story in hundreds of outlets: writes near-copies as JSON lines.

usage: near_copies.py [N] [WORDS]   (1000 copies of an article of 300 words)

The article is an invented one. Each copy has another outlet and time and one
to ten of its words changed. The same bytes each time, so that what a report of them
costs can be compared from one build to the next.
"""
import datetime
import json
import random
import sys

ARTICLE = """
أعلن وزير المياه كامل السرواني صباح الخميس افتتاح محطة التحلية الجديدة في مدينة رندة بعد انتظار دام أربعة أعوام.
وحضر الحفل محافظ الإقليم هاني البدري وعشرات المهندسين، بينما تجمع سكان الأحياء القديمة أمام البوابة يطالبون بخفض الرسوم.
وقال السرواني في كلمته: «لن نترك بيتا واحدا عطشان بعد هذا الصيف، والأنابيب تصل قريبا إلى قرى السهل كلها».
وأضاف أن المشروع كلف ثمانين مليون دينار دفع نصفها صندوق التنمية، وأن عقد التشغيل يمتد حتى نهاية العقد المقبل.
وأوضح مدير المحطة رامي الطائي أن المضخات تنتج ستين ألف متر مكعب يوميا، أي ما يكفي مئتي ألف نسمة من دون انقطاع.
لكن رئيس نقابة المزارعين مازن الشريف حذر من أن المياه المالحة المصروفة تضر شاطئ مرسانا وصيد الإسفنج فيه.
وأكد الشريف: «طلبنا دراسة مستقلة منذ ثلاثة مواسم ولم يجب أحد، وبساتين الليمون عندنا تجف أمام عيوننا».
وردت الوزارة في بيان لاحق بأن لجنة من جامعة وادي الحور فحصت التربة مرتين ولم تجد فيها أثرا للملح.
ووفق البيان، ستنشر نتائج الفحص على موقع البلدية قبل أن ينتهي الشهر الحالي، وستدعى النقابات إلى جلسة علنية.
وكانت أعمال البناء توقفت قبل عامين إثر سيول جرفت الجسر الخشبي وأغرقت مخازن الشركة المنفذة وقتلت حارسين.
واضطر المقاول آنذاك إلى نقل المولدات بالقوارب، بحسب ما ذكر مراسل إذاعة الجبل الذي رافق القافلة ليلا.
ويقول التاجر وليد الحداد، وهو صاحب فرن قرب الساحة، إنه كان يشتري الصهريج بخمسة أضعاف سعره المعتاد.
وتابع ضاحكا: «اليوم فتحت الحنفية فلم أصدق، ملأت الدلاء خوفا من أن يكون الأمر حلما ثم ناديت جيراني».
وتعاني هذه المنطقة الجافة شحا مزمنا منذ نضوب عيونها، وقد هاجر منها آلاف الشبان طلبا للعمل في الموانئ الشمالية.
ومن المقرر أن يزور رئيس الحكومة سامي النوري الموقع الأسبوع القادم ليضع حجر الأساس لخزان ثان يتسع لمئة ألف برميل.
وتوقع خبير الري نادر الغانم في حديث لصحيفة المنارة أن يتراجع سعر الخضار ثلث ما هو عليه إذا وصلت القنوات إلى الحقول المرتفعة.
غير أن سكان تل الرمان يخشون أن تسبقهم الفنادق إلى الماء، فقد وقعت ثلاثة منها عقودا طويلة مع الشركة نفسها.
وختم المحافظ بدعوة الأهالي إلى الصبر، واعدا بتركيب عدادات مجانية في المدارس والمستوصفات والمساجد خلال الخريف.
"""
OTHER = ("السد الجسر القناة المرفأ السوق المخزن المصنع إصلاح توسيع إغلاق "
         "تمويل صيانة تفتيش مرسانا طريف الأسبوع الجمعة سبعة تسعين ثلاثمئة "
         "الشمالي القديم الكبير المسؤول المتحدث النائب المدرسة الطريق الغابة "
         "القطار الميناء 12 17 40 65 300").split()


def article(n):
    """The first `n` words of the article, again from its start where needed."""
    words = [w + ("\n" if i == len(line) - 1 else "")
             for line in map(str.split, ARTICLE.strip().split("\n"))
             for i, w in enumerate(line)]
    return [words[i % len(words)] for i in range(n)]


def copy(rng, words):
    words = list(words)
    for at in rng.sample(range(len(words)), rng.randrange(1, 11)):
        end = "\n" if words[at].endswith("\n") else ""
        words[at] = rng.choice(OTHER) + end
    return words


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    length = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rng = random.Random(1)
    words = article(length)
    start = datetime.datetime(2021, 6, 10, 6)
    for i in range(n):
        text = " ".join(copy(rng, words)) if i else " ".join(words)
        time = start + datetime.timedelta(minutes=rng.randrange(36 * 60))
        print(json.dumps({
            "id": str(i), "outlet": f"صحيفة {i}",
            "published": time.isoformat(),
            "title": "افتتاح محطة التحلية في رندة",
            "text": text.replace("\n ", "\n")}, ensure_ascii=False))


main()
